package minos.check.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A consistency model of transactions: how far they are kept apart, and which order beyond their
 * dependencies they keep. Stronger in either, stronger as a whole.
 */
public record Isolation(Level level, Order order) {

  /** The strongest: serializable, in the order of real time. */
  public static final Isolation STRICT_SERIALIZABLE =
      new Isolation(Level.SERIALIZABLE, Order.REALTIME);

  /** What a transaction may see of others (Adya 1999), the weakest first. */
  public enum Level {
    READ_UNCOMMITTED("read-uncommitted"),
    READ_COMMITTED("read-committed"),
    SNAPSHOT_ISOLATION("snapshot-isolation"),
    /** Of objects read by name, as all are here, the same as serializable. */
    REPEATABLE_READ("repeatable-read"),
    SERIALIZABLE("serializable");

    private final String label;

    Level(String label) {
      this.label = label;
    }

    /** Snapshot isolation and repeatable read each bar something that the other allows. */
    boolean isAtLeast(Level other) {
      return compareTo(other) >= 0 && !(this == REPEATABLE_READ && other == SNAPSHOT_ISOLATION);
    }

    /** Whether this is a weakest one of those that bar what the other one does. */
    boolean isWeakestFrom(Level other) {
      return this == other || (other == SNAPSHOT_ISOLATION && this == REPEATABLE_READ);
    }
  }

  /** An order that transactions keep beyond their dependencies, the weakest first. */
  public enum Order {
    NONE(""),
    /** That of each process. */
    SESSION("strong-session-"),
    /** What had completed came before what began later. */
    REALTIME("strong-");

    private final String prefix;

    Order(String prefix) {
      this.prefix = prefix;
    }
  }

  /** As users name it: {@code serializable}, {@code strong-session-snapshot-isolation}. */
  public String name() {
    return equals(STRICT_SERIALIZABLE) ? "strict-serializable" : order.prefix + level.label;
  }

  /** What it bars, in a few words. */
  public String summary() {
    String barred =
        switch (level) {
          case READ_UNCOMMITTED -> "transactions: no writes in a cycle (G0)";
          case READ_COMMITTED -> "nor reads of what is aborted or unfinished, or in a cycle (G1)";
          case SNAPSHOT_ISOLATION -> "nor read skew, long forks and lost updates";
          case REPEATABLE_READ -> "nor any cycle of reads by name (G2-item)";
          case SERIALIZABLE -> "as if one after another";
        };
    return switch (order) {
      case NONE -> barred;
      case SESSION -> "the same, in the order of each process";
      case REALTIME -> "the same, in the order of real time";
    };
  }

  /** All of them, the weakest first. */
  public static List<Isolation> all() {
    List<Isolation> all = new ArrayList<>();
    for (Order order : Order.values()) {
      for (Level level : Level.values()) {
        all.add(new Isolation(level, order));
      }
    }
    return all;
  }

  public static Optional<Isolation> named(String name) {
    return all().stream().filter(isolation -> isolation.name().equals(name)).findFirst();
  }

  /** Whether whatever breaks the other one breaks this one. */
  boolean isAtLeast(Isolation other) {
    return level.isAtLeast(other.level) && order.compareTo(other.order) >= 0;
  }
}
