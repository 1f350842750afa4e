package minos.check.special;

import java.util.Optional;
import minos.check.calls.Layout;
import minos.model.Counter;
import minos.model.FifoQueue;
import minos.model.GrowOnlySet;
import minos.model.ListAppend;

/** Which algorithm is made for which model. */
public final class Specials {
  private Specials() {}

  /** Empty if there is none, or the calls on the object do not keep its conditions. */
  public static Optional<Special> of(Layout layout, int key) {
    return switch (layout.model()) {
      case FifoQueue queue -> FifoOrder.of(layout.without(key, ""));
      case GrowOnlySet set -> GrowingSet.of(layout.without(key, "read"));
      case ListAppend list -> AppendOrder.of(layout.without(key, "read"));
      case Counter counter -> UnitCounter.of(layout.without(key, "read"), counter.initialCount());
      default -> Optional.empty();
    };
  }
}
