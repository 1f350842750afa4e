package minos.workload;

import minos.check.Checker;
import minos.check.tally.Tallies;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.run.Workload;

/** A counter of which nodes may know different sums for a while, and the same in the end. */
interface EventualCounterOf extends Workload {
  /** The next number to add. */
  long change(Seed seed);

  @Override
  default Generator generator(Options options) {
    return Generators.draw(
        new Seed(options.seed()),
        (number, seed) ->
            seed.child("read").flip()
                ? new Invocation("read", null, null)
                : new Invocation("add", null, change(seed)));
  }

  @Override
  default Generator finalGenerator(Options options) {
    return Quiet.thenReadAll();
  }

  @Override
  default Checker checker(Options options) {
    return Tallies.named("eventual-counter").orElseThrow();
  }
}
