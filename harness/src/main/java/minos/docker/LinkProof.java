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
   * @param packets that arrived at the target since the proof began
   * @param dropped whether the target's rule drops them
   */
  record Direction(String source, String target, long packets, boolean dropped) {
    String arrow() {
      return source + " to " + target;
    }
  }

  /**
   * @param before counters by target and the source's address, as is {@code after}
   */
  static LinkProof of(
      List<String> nodes,
      Map<String, String> addresses,
      Map<String, Map<String, Counter>> before,
      Map<String, Map<String, Counter>> after) {
    List<Direction> directions = new ArrayList<>();
    for (String target : nodes) {
      for (String source : nodes) {
        if (!source.equals(target)) {
          String address = addresses.getOrDefault(source, "");
          Counter then = counter(before, target, address);
          Counter now = counter(after, target, address);
          directions.add(
              new Direction(source, target, now.packets() - then.packets(), now.drops()));
        }
      }
    }
    return new LinkProof(List.copyOf(directions));
  }

  private static Counter counter(
      Map<String, Map<String, Counter>> counters, String target, String address) {
    return counters.getOrDefault(target, Map.of()).getOrDefault(address, new Counter(0, false));
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
      }
    }
    return lines;
  }

  /** Each direction that is cut, then the open ones in one line. */
  List<String> observations(Grudge grudge) {
    List<String> lines = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Direction direction : directions) {
      if (grudge.cuts(direction.source(), direction.target())) {
        lines.add("%s: %d packets dropped".formatted(direction.arrow(), direction.packets()));
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
