package minos.cluster;

/** A way to break a system that it may not be open to: see {@link SystemUnderTest#lacks}. */
public enum Capability {
  /** Packets between nodes dropped without a word. */
  PARTITION,
  /** Packets between nodes answered by a reset of the connection. */
  REJECT,
  /** Packets of the harness's clients dropped at some nodes. */
  PARTITION_CLIENT,
  /** Some of the packets between nodes lost. */
  PACKETS_LOSS,
  /** What travels between nodes delayed. */
  PACKETS_DELAY,
  /** Packets between nodes doubled, or whole connections. */
  PACKETS_DUPLICATE,
  /** Packets between nodes reordered, damaged. */
  PACKETS_NETEM,
  /** Connections between nodes that carry only one way, and stay. */
  PACKETS_HALF_OPEN,
  /** Links between nodes slowed down. */
  PACKETS_RATE,
  /** A process ended at once and started again with its disk. */
  KILL,
  /** A process stopped where it stands. */
  PAUSE,
  /** A process ended in good order. */
  STOP,
  /** A node that loses all that it ever wrote. */
  WIPE,
  /** A node that loses what it has not forced to its disk. */
  POWER_LOSS,
  /** The same, but for any parts of it that reached the disk all the same. */
  TORN_WRITES,
  /** A process that ends itself at a named point. */
  CRASH_POINT,
  /** A wall clock that jumps. */
  CLOCK_WALL,
  /** Clocks and timers that run too fast or too slow. */
  CLOCK_RATE,
  /** Files that change while their process is down. */
  DISK_ROT,
  /** A disk that takes longer. */
  DISK_SLOW,
  /** A disk that is full or broken. */
  DISK_TROUBLE,
  /** Members that come and go. */
  MEMBERSHIP,
  /** Less than a processor. */
  CPU,
  /** Hardly more memory than is in use. */
  MEMORY;

  /** Whether a system must know of it, rather than only its operating system. */
  public boolean needsHelp() {
    return switch (this) {
      case WIPE, POWER_LOSS, TORN_WRITES, CRASH_POINT, CLOCK_WALL, CLOCK_RATE -> true;
      case DISK_ROT, DISK_SLOW, DISK_TROUBLE, MEMBERSHIP -> true;
      case PARTITION, REJECT, PARTITION_CLIENT -> false;
      case PACKETS_LOSS, PACKETS_DELAY, PACKETS_DUPLICATE -> false;
      case PACKETS_NETEM, PACKETS_HALF_OPEN, PACKETS_RATE -> false;
      case KILL, PAUSE, STOP, CPU, MEMORY -> false;
    };
  }

  /** As lists write it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
