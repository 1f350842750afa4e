package minos.run;

import minos.check.Checker;
import minos.generate.Generator;

/**
 * What clients do, and what they may see. Found by {@link java.util.ServiceLoader}; one file each.
 */
public interface Workload {
  /** As users name it: {@code register}, {@code queue}. */
  String name();

  /** One sentence for lists and help. */
  String summary();

  /** Endless operations of clients; the runner limits time and rate. */
  Generator generator(Options options);

  /**
   * After all faults are healed: reads that show what remained. Ends by itself; the runner repeats
   * each of them until it is ok.
   */
  Generator finalGenerator(Options options);

  Checker checker(Options options);

  /**
   * @param keys how many objects
   * @param concurrency how many processes work at once
   */
  record Options(int keys, int concurrency, long seed) {}
}
