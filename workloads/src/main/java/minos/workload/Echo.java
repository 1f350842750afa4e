package minos.workload;

import minos.check.Checker;
import minos.check.tally.Tallies;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.run.Workload;

/** Maelstrom's echo: a payload must come back as it was sent. */
public final class Echo implements Workload {
  private static final int PAYLOADS = 128;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String summary() {
    return "payloads that must come back as they were sent (Maelstrom)";
  }

  @Override
  public Generator generator(Options options) {
    return Generators.draw(
        new Seed(options.seed()), (number, seed) -> echo("Please echo " + seed.below(PAYLOADS)));
  }

  @Override
  public Generator finalGenerator(Options options) {
    return Quiet.askedByEach(options, echo("Please echo the end"));
  }

  private static Invocation echo(String payload) {
    return new Invocation("echo", null, payload);
  }

  @Override
  public Checker checker(Options options) {
    return Tallies.named("echo").orElseThrow();
  }
}
