package minos.cluster;

import java.util.List;
import java.util.Locale;

/** What may become of the packets between nodes, short of all of them being dropped. */
public enum Trouble {
  LOSS(Capability.PACKETS_LOSS, "permille", List.of(50L, 200L, 500L), "some packets are lost"),
  DELAY(Capability.PACKETS_NETEM, "ms", List.of(20L, 60L, 200L), "packets travel longer, +-20 %"),
  DUPLICATE(Capability.PACKETS_NETEM, "permille", List.of(100L, 300L), "some packets arrive twice"),
  REORDER(
      Capability.PACKETS_NETEM, "permille", List.of(100L, 300L), "some packets overtake others"),
  CORRUPT(
      Capability.PACKETS_NETEM,
      "permille",
      List.of(50L, 200L),
      "some packets are damaged on the way"),
  RATE(Capability.PACKETS_RATE, "kbit/s", List.of(256L, 1000L), "links are slow");

  private final Capability needs;
  private final String unit;
  private final List<Long> amounts;
  private final String summary;

  Trouble(Capability needs, String unit, List<Long> amounts, String summary) {
    this.needs = needs;
    this.unit = unit;
    this.amounts = amounts;
    this.summary = summary;
  }

  public Capability needs() {
    return needs;
  }

  /** Of amounts. */
  public String unit() {
    return unit;
  }

  /** Those that chance chooses from. */
  public List<Long> amounts() {
    return amounts;
  }

  public String summary() {
    return summary;
  }

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
