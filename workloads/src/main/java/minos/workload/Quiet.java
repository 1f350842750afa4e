package minos.workload;

import java.util.Collections;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.run.Workload;

/** How workloads end that ask single nodes for what they have. */
final class Quiet {
  /** As long as Maelstrom gives nodes to tell one another what they know. */
  private static final long NANOS = 10_000_000_000L;

  private Quiet() {}

  /** After a while in which nothing happens: what does each of them have? */
  static Generator thenReadAll() {
    return Generators.delay(NANOS, Generators.once(new Invocation("read-all", null, null)));
  }

  /** Once by each client: does every node answer again? */
  static Generator askedByEach(Workload.Options options, Invocation invocation) {
    return Generators.each(Collections.nCopies(options.concurrency(), invocation));
  }
}
