package minos.cluster;

import java.util.Locale;

/** What may become of the packets between nodes, short of all of them being dropped. */
public enum Trouble {
  LOSS(Capability.PACKETS_LOSS, "permille", 100, 500, "some packets are lost"),
  DELAY(Capability.PACKETS_DELAY, "ms", 20, 200, "packets travel longer, +-20 %"),
  DUPLICATE(
      Capability.PACKETS_DUPLICATE,
      "permille",
      100,
      300,
      "some packets arrive twice, or all of some connections"),
  REORDER(Capability.PACKETS_NETEM, "permille", 100, 300, "some packets overtake others"),
  CORRUPT(Capability.PACKETS_NETEM, "permille", 100, 300, "some packets are damaged on the way"),
  HALF_OPEN(
      Capability.PACKETS_HALF_OPEN,
      "permille",
      500,
      1000,
      "some connections stay, and nothing arrives by them"),
  RATE(Capability.PACKETS_RATE, "kbit/s", 256, 1000, "links are slow");

  private final Capability needs;
  private final String unit;
  private final long least;
  private final long most;
  private final String summary;

  Trouble(Capability needs, String unit, long least, long most, String summary) {
    this.needs = needs;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.summary = summary;
  }

  public Capability needs() {
    return needs;
  }

  /** Of amounts. */
  public String unit() {
    return unit;
  }

  /** Whether only what goes to a troubled node has it, and not what comes from there. */
  public boolean isOneWay() {
    return this == HALF_OPEN;
  }

  /** The least that chance chooses. */
  public long least() {
    return least;
  }

  /** The most that chance chooses. */
  public long most() {
    return most;
  }

  public String summary() {
    return summary;
  }

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
