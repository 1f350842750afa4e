package minos.workload;

import minos.check.Checker;
import minos.check.tally.Tallies;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.run.Workload;

/** A workload whose clients tell single nodes what all of them shall have in the end. */
interface SpreadOf extends Workload {
  /** After so many operations reads are half as often: each returns all that there is. */
  double HALF_AS_OFTEN = 1000;

  /** What tells a node: {@code broadcast}. */
  String f();

  @Override
  default Generator generator(Options options) {
    return Generators.draw(
        new Seed(options.seed()),
        (number, seed) ->
            seed.uniform() < 0.5 / (1 + number / HALF_AS_OFTEN)
                ? new Invocation("read", null, null)
                : new Invocation(f(), null, number));
  }

  @Override
  default Generator finalGenerator(Options options) {
    return Quiet.thenReadAll();
  }

  @Override
  default Checker checker(Options options) {
    return Tallies.named("broadcast").orElseThrow();
  }
}
