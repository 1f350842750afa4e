package minos.workload;

import minos.generate.Seed;

/** Maelstrom's g-counter: a counter that only grows, the same on all nodes in the end. */
public final class GCounter implements EventualCounterOf {
  private static final int BELOW = 5;

  @Override
  public String name() {
    return "g-counter";
  }

  @Override
  public String summary() {
    return "adds at one node: in the end every node has the sum (Maelstrom)";
  }

  @Override
  public long change(Seed seed) {
    return seed.child("change").below(BELOW);
  }
}
