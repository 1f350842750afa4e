package minos.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.Traced;
import minos.fault.FaultRecord;
import minos.history.History;
import minos.history.Op;
import minos.run.SimulatedRun;
import minos.run.Test;
import minos.run.Workload;

/**
 * A run from outside and from within; all times are nanoseconds since it began.
 *
 * @param nodes by name
 * @param whole of clients and faults
 * @param faults with their evidence; empty where they are not known
 * @param events in the order of their times
 */
public record Timeline(
    List<String> nodes, History whole, List<FaultRecord> faults, List<Traced> events) {
  public Timeline {
    nodes = List.copyOf(nodes);
    faults = List.copyOf(faults);
    events = events.stream().sorted(Comparator.comparingLong(Traced::nanos)).toList(); // stable
  }

  /** A simulated run, done again under observation, which changes nothing. */
  public static Timeline of(Test test, Workload workload, SystemUnderTest system)
      throws ClusterFailed {
    List<Traced> events = new ArrayList<>();
    SimulatedRun run = SimulatedRun.of(test, workload, system, events::add);
    return new Timeline(
        test.nodeNames(), new History(run.history()), run.result().faults(), events);
  }

  public List<Op> history() {
    return whole.ops();
  }

  /** When the last operation or event was. */
  public long end() {
    long ops = history().isEmpty() ? 0 : history().getLast().time();
    return events.isEmpty() ? ops : Math.max(ops, events.getLast().nanos());
  }

  /** What the nodes said, in that order. */
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    for (Traced event : events) {
      if (event instanceof Traced.Noted noted) {
        notes.add(Note.of(noted));
      }
    }
    return notes;
  }

  /** What kind of message it is: within an envelope, the letter's. */
  public static String type(Object body) {
    return Body.of(body) instanceof Map<?, ?> map
        ? map.get("message") instanceof Map<?, ?> letter && letter.containsKey(Body.TYPE)
            ? String.valueOf(letter.get(Body.TYPE))
            : String.valueOf(map.get(Body.TYPE))
        : body.getClass().getSimpleName();
  }
}
