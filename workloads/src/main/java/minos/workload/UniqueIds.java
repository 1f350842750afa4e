package minos.workload;

import minos.check.Checker;
import minos.check.tally.Tallies;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.run.Workload;

/** Maelstrom's unique-ids: whichever node generates an id, no other one ever generated it. */
public final class UniqueIds implements Workload {
  private static final Invocation GENERATE = new Invocation("generate", null, null);

  @Override
  public String name() {
    return "unique-ids";
  }

  @Override
  public String summary() {
    return "ids that nodes generate: none comes twice (Maelstrom)";
  }

  @Override
  public Generator generator(Options options) {
    return Generators.repeat(Generators.once(GENERATE));
  }

  @Override
  public Generator finalGenerator(Options options) {
    return Quiet.askedByEach(options, GENERATE);
  }

  @Override
  public Checker checker(Options options) {
    return Tallies.named("unique-ids").orElseThrow();
  }
}
