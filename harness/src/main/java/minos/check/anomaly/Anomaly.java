package minos.check.anomaly;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.check.anomaly.Isolation.Level;
import minos.check.anomaly.Isolation.Order;

/**
 * A way in which transactions were not kept apart.
 *
 * @param order which a cycle needs, beyond dependencies
 */
record Anomaly(Kind kind, Order order) {

  /** Names of Adya's and of the field; the weakest level that bars it. */
  enum Kind {
    GARBAGE_READ("garbage-read", Level.READ_UNCOMMITTED),
    DUPLICATE_ELEMENTS("duplicate-elements", Level.READ_UNCOMMITTED),
    /** Writes in a cycle. */
    G0("G0", Level.READ_UNCOMMITTED),
    INCOMPATIBLE_ORDER("incompatible-order", Level.READ_COMMITTED),
    /** Aborted read. */
    G1A("G1a", Level.READ_COMMITTED),
    /** Intermediate read. */
    G1B("G1b", Level.READ_COMMITTED),
    DIRTY_UPDATE("dirty-update", Level.READ_COMMITTED),
    /** Writes and reads of them in a cycle. */
    G1C("G1c", Level.READ_COMMITTED),
    INTERNAL("internal", Level.SNAPSHOT_ISOLATION),
    LOST_UPDATE("lost-update", Level.SNAPSHOT_ISOLATION),
    /** Read skew: a cycle with one read of what was then overwritten. */
    G_SINGLE("G-single", Level.SNAPSHOT_ISOLATION),
    /** Several such reads, no two of them next to each other. */
    G_NONADJACENT("G-nonadjacent", Level.SNAPSHOT_ISOLATION),
    /** Write skew: several such reads next to each other. */
    G2_ITEM("G2-item", Level.REPEATABLE_READ);

    private final String label;
    private final Level barredBy;

    Kind(String label, Level barredBy) {
      this.label = label;
      this.barredBy = barredBy;
    }
  }

  static Anomaly of(Kind kind) {
    return new Anomaly(kind, Order.NONE);
  }

  /** {@code G1c-realtime}. */
  String name() {
    return switch (order) {
      case NONE -> kind.label;
      case SESSION -> kind.label + "-process";
      case REALTIME -> kind.label + "-realtime";
    };
  }

  /** The weakest models that do not allow it; no stronger one does. */
  List<Isolation> weakestBroken() {
    return Stream.of(Level.values())
        .filter(level -> level.isWeakestFrom(kind.barredBy))
        .map(level -> new Isolation(level, order))
        .toList();
  }

  boolean breaks(Isolation isolation) {
    return weakestBroken().stream().anyMatch(isolation::isAtLeast);
  }

  /** {@code rules out snapshot-isolation, repeatable-read and whatever is stronger}. */
  String verdict() {
    return "rules out "
        + weakestBroken().stream().map(Isolation::name).collect(Collectors.joining(", "))
        + " and whatever is stronger";
  }
}
