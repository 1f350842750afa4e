package minos.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.fault.FaultRecord;
import minos.trace.Note;
import org.jspecify.annotations.Nullable;

/**
 * What one node was over a run: leader, down, paused.
 *
 * @param stretches in no order; where there is none the node followed
 */
public record NodeLine(String node, List<Stretch> stretches) {
  /** Faults that end a node's process, by the first word of their labels. */
  private static final Set<String> ENDING = Set.of("kill", "stop", "power", "wipe", "crash");

  private static final String PAUSING = "pause";

  /** What a node can be but a follower. */
  public enum State {
    LEADS,
    DOWN,
    PAUSED
  }

  /**
   * @param from nanoseconds since the run began, as is {@code to}
   * @param words such as {@code n1 leads term 3}
   */
  public record Stretch(State state, long from, long to, String words) {}

  /**
   * @param notes on leadership, in the order of time
   * @param end of the run, in nanoseconds
   */
  static List<NodeLine> of(
      List<String> nodes, List<FaultRecord> faults, List<Note> notes, long end) {
    List<NodeLine> lines = new ArrayList<>();
    for (String node : nodes) {
      List<Stretch> stretches = new ArrayList<>(leading(node, notes, end));
      for (FaultRecord fault : faults) {
        broken(node, fault, end, stretches);
      }
      lines.add(new NodeLine(node, List.copyOf(stretches)));
    }
    return lines;
  }

  private static List<Stretch> leading(String node, List<Note> notes, long end) {
    List<Stretch> stretches = new ArrayList<>();
    Map<String, Note> won = new HashMap<>();
    for (Note note : notes) {
      if (!note.node().equals(node)) {
        continue;
      }
      Note begun = note.endsLeadership() || note.beginsLeadership() ? won.remove(node) : null;
      if (begun != null) {
        stretches.add(leads(begun, note.nanos()));
      }
      if (note.beginsLeadership()) {
        won.put(node, note);
      }
    }
    won.values().forEach(begun -> stretches.add(leads(begun, Math.max(end, begun.nanos()))));
    return stretches;
  }

  private static Stretch leads(Note begun, long to) {
    String words = begun.node() + " leads term " + begun.term();
    return new Stretch(State.LEADS, begun.nanos(), to, words);
  }

  private static void broken(String node, FaultRecord fault, long end, List<Stretch> stretches) {
    String family = fault.fault().split("-", 2)[0];
    boolean pauses = family.equals(PAUSING);
    if ((pauses || ENDING.contains(family))
        && fault.appliedNanos() != null
        && names(fault.value(), node)) {
      long to = fault.healedNanos() == null ? end : fault.healedNanos();
      stretches.add(
          new Stretch(
              pauses ? State.PAUSED : State.DOWN,
              fault.appliedNanos(),
              Math.max(to, fault.appliedNanos()),
              node + (pauses ? " is paused: " : " is down: ") + fault.fault()));
    }
  }

  private static boolean names(@Nullable Object victims, String node) {
    return switch (victims) {
      case Collection<?> nodes -> nodes.contains(node);
      case Map<?, ?> byNode -> byNode.containsKey(node);
      case null, default -> node.equals(victims);
    };
  }
}
