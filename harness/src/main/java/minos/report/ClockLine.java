package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.history.History;
import minos.history.Op;

/**
 * How far the wall clock of a node was off over a run, as read back from inside of it.
 *
 * @param readings in order of time; only while faults of clocks were in force, and just after
 */
public record ClockLine(String node, List<Reading> readings) {
  /**
   * @param nanos since the run began
   * @param millis ahead of the right time
   */
  public record Reading(long nanos, double millis) {}

  /** Of every node that was asked, by name. */
  static List<ClockLine> of(History history) {
    Map<String, List<Reading>> byNode = new TreeMap<>();
    for (Op op : history.ops()) {
      if (op.process() == Op.NEMESIS
          && op.f().equals(Op.CLOCK_OFFSETS)
          && op.value() instanceof Map<?, ?> offsets) {
        offsets.forEach((node, offset) -> {
          if (offset instanceof Number millis) {
            byNode
                .computeIfAbsent(String.valueOf(node), name -> new ArrayList<>())
                .add(new Reading(op.time(), millis.doubleValue()));
          }
        });
      }
    }
    return byNode.entrySet().stream()
        .map(line -> new ClockLine(line.getKey(), List.copyOf(line.getValue())))
        .toList();
  }
}
