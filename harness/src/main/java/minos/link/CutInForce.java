package minos.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;

/**
 * A grudge in force on the links, and how many packets it took. Places are those of the nodes, or
 * {@link #CLIENTS}.
 */
public final class CutInForce {
  /** The place of all clients. */
  public static final int CLIENTS = -1;

  private final Grudge grudge;
  private final List<String> nodes;
  private final long since;

  /** By place of the source, then of the target; clients come last. */
  private final boolean[][] cut;

  private final long[][] taken;

  /**
   * @param nodes in the order of their places
   * @param since when it begins, in nanoseconds
   * @throws FaultNotInjected if it names a link that there is not
   */
  public CutInForce(Grudge grudge, List<String> nodes, long since) throws FaultNotInjected {
    this.grudge = grudge;
    this.nodes = nodes;
    this.since = since;
    int size = nodes.size() + 1;
    this.cut = new boolean[size][size];
    this.taken = new long[size][size];
    for (Map.Entry<String, Set<String>> drops : grudge.drops().entrySet()) {
      for (String source : drops.getValue()) {
        if (!isKnown(source) || !isKnown(drops.getKey()) || source.equals(drops.getKey())) {
          throw new FaultNotInjected(
              "there is no link from " + source + " to " + drops.getKey() + " among " + nodes);
        }
        cut[row(source)][row(drops.getKey())] = true;
      }
    }
  }

  private boolean isKnown(String name) {
    return nodes.contains(name) || name.equals(Grudge.CLIENTS);
  }

  private int row(String name) {
    return name.equals(Grudge.CLIENTS) ? nodes.size() : nodes.indexOf(name);
  }

  private int row(int place) {
    return place == CLIENTS ? nodes.size() : place;
  }

  /** Whether a packet gets through; the only place that knows, for messages and probes alike. */
  public boolean passes(int source, int target, long nanos) {
    return !cut[row(source)][row(target)] || isWhole(nanos);
  }

  private boolean isWhole(long nanos) {
    return grudge.manner() == Grudge.Manner.FLAP && (nanos - since) / Grudge.FLAP_NANOS % 2 == 1;
  }

  /** One that did not get through. */
  public void take(int source, int target) {
    taken[row(source)][row(target)]++;
  }

  /** Whether the sender is told. */
  public boolean tells() {
    return grudge.manner() == Grudge.Manner.REJECT;
  }

  /** What it took on each link, and how often it came back if it flaps. */
  public List<String> totals(long nanos) {
    List<String> lines = new ArrayList<>();
    for (int source = 0; source < cut.length; source++) {
      for (int target = 0; target < cut.length; target++) {
        if (cut[source][target]) {
          String verb = tells() ? "rejected" : "dropped";
          lines.add(
              "%s: %s packets: %d".formatted(link(source, target), verb, taken[source][target]));
        }
      }
    }
    if (grudge.manner() == Grudge.Manner.FLAP) {
      lines.add("joined and cut again %d times".formatted((nanos - since) / Grudge.FLAP_NANOS / 2));
    }
    return lines;
  }

  /** One packet over each link, now. */
  public List<String> probe(long nanos) throws FaultNotInjected {
    List<String> lines = new ArrayList<>();
    int open = 0;
    for (int source = 0; source < cut.length; source++) {
      for (int target = 0; target < cut.length; target++) {
        boolean passes = passes(source, target, nanos);
        if (passes == grudge.cuts(name(source), name(target))) {
          throw new FaultNotInjected(
              link(source, target) + ": a probe " + (passes ? "passed" : "was dropped"));
        } else if (!passes) {
          lines.add(link(source, target) + ": probe " + (tells() ? "rejected" : "dropped"));
        } else if (source != target && source != nodes.size() && target != nodes.size()) {
          open++;
        }
      }
    }
    lines.add("all " + open + " other links: probes passed");
    return lines;
  }

  private String link(int source, int target) {
    return name(source) + " to " + name(target);
  }

  private String name(int row) {
    return row == nodes.size() ? Grudge.CLIENTS : nodes.get(row);
  }
}
