package minos.workload;

import minos.generate.Seed;

/** Maelstrom's pn-counter: a counter that also shrinks, the same on all nodes in the end. */
public final class PnCounter implements EventualCounterOf {
  private static final int LEAST = -5;
  private static final int CHANGES = 10;

  @Override
  public String name() {
    return "pn-counter";
  }

  @Override
  public String summary() {
    return "adds, also of negative numbers: in the end every node has the sum (Maelstrom)";
  }

  @Override
  public long change(Seed seed) {
    return (long) LEAST + seed.child("change").below(CHANGES);
  }
}
