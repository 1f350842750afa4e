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
  /** Packets between nodes delayed, doubled, reordered, damaged. */
  PACKETS_NETEM,
  /** Links between nodes slowed down. */
  PACKETS_RATE,
  /** A process ended at once and started again with its disk. */
  KILL,
  /** A process stopped where it stands. */
  PAUSE;

  /** As lists write it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
