package minos.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.cluster.Grudge;
import minos.docker.DropRules.Counter;

/** What became of a packet on each direction of each link between two nodes. Pure. */
record LinkProof(List<Direction> directions) {

  /**
   * One way of one link.
   *
   * @param packets that arrived at the target since its rules were set
   * @param dropped whether the target's rule drops them
   * @param rejected packets that were answered by a reset
   */
  record Direction(String source, String target, long packets, boolean dropped, long rejected) {
    String arrow() {
      return source + " to " + target;
    }
  }

  /**
   * @param addresses of the nodes, and of clients where they are meant
   * @param counters by target and the source's address, all of them zero when the rules were set
   */
  static LinkProof of(
      List<String> nodes,
      Map<String, String> addresses,
      Map<String, Map<String, Counter>> counters) {
    List<Direction> directions = new ArrayList<>();
    for (String target : nodes) {
      for (String source : sources(nodes, addresses)) {
        if (!source.equals(target)) {
          String address = addresses.getOrDefault(source, "");
          Counter seen =
              counters.getOrDefault(target, Map.of()).getOrDefault(address, new Counter(0, false));
          directions.add(
              new Direction(source, target, seen.packets(), seen.drops(), seen.rejected()));
        }
      }
    }
    Map<String, Counter> muted = counters.getOrDefault(Grudge.CLIENTS, Map.of());
    for (String source : nodes) {
      Counter seen = muted.get(addresses.getOrDefault(source, ""));
      if (seen != null) {
        directions.add(
            new Direction(source, Grudge.CLIENTS, seen.packets(), seen.drops(), seen.rejected()));
      }
    }
    return new LinkProof(List.copyOf(directions));
  }

  private static List<String> sources(List<String> nodes, Map<String, String> addresses) {
    List<String> sources = new ArrayList<>(nodes);
    if (addresses.containsKey(Grudge.CLIENTS)) {
      sources.add(Grudge.CLIENTS);
    }
    return sources;
  }

  /** What contradicts the grudge, or was not seen; one line each. */
  List<String> unproven(Grudge grudge) {
    List<String> lines = new ArrayList<>();
    for (Direction direction : directions) {
      boolean cut = grudge.cuts(direction.source(), direction.target());
      if (direction.dropped() != cut) {
        lines.add(direction.arrow() + (cut ? " should be cut and is open" : " is cut, unasked"));
      } else if (direction.packets() <= 0) {
        lines.add(direction.arrow() + ": no packet arrived at the rule");
      } else if (cut && rejects(grudge, direction) && direction.rejected() <= 0) {
        lines.add(direction.arrow() + ": no connection was reset");
      }
    }
    return lines;
  }

  private static boolean rejects(Grudge grudge, Direction direction) {
    return grudge.manner() == Grudge.Manner.REJECT && !direction.source().equals(Grudge.CLIENTS);
  }

  /** Each direction that is cut, then the open ones in one line. */
  List<String> observations(Grudge grudge) {
    List<String> lines = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Direction direction : directions) {
      if (grudge.cuts(direction.source(), direction.target())) {
        String resets =
            rejects(grudge, direction) ? ", %d reset".formatted(direction.rejected()) : "";
        lines.add(
            "%s: %d packets dropped%s".formatted(direction.arrow(), direction.packets(), resets));
      } else {
        open.add(direction.arrow());
      }
    }
    if (!open.isEmpty()) {
      lines.add("packets passed: " + String.join(", ", open));
    }
    return lines;
  }
}
