package minos.run;

import java.util.Map;
import java.util.TreeMap;
import minos.cluster.Client.Completion;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.fault.Fault.Family;
import minos.fault.Nemesis;
import minos.generate.Generator.Invocation;
import minos.history.Op;
import minos.time.Attempt;
import minos.time.Time;

/**
 * Asks nodes how far their clocks are off, and writes that down beside the faults: while a fault of
 * clocks is in force, and once more when it is healed.
 */
final class ClockReadings {
  private final Cluster cluster;
  private final Time time;
  private final Nemesis nemesis;
  private final Recorder recorder;
  private boolean asking;
  private boolean off;

  ClockReadings(Cluster cluster, Time time, Nemesis nemesis, Recorder recorder) {
    this.cluster = cluster;
    this.time = time;
    this.nemesis = nemesis;
    this.recorder = recorder;
  }

  /** Does nothing while clocks are right, or the last question is not answered yet. */
  void read() {
    boolean before = off;
    off = nemesis.isInForce(Family.CLOCK);
    if (asking || !(before || off)) {
      return;
    }
    asking = true;
    time.offload(
        this::offsets,
        attempt -> {
          asking = false;
          if (attempt instanceof Attempt.Succeeded<Map<String, Object>>(var offsets)) {
            recorder.nemesis(
                new Invocation(Op.CLOCK_OFFSETS, null, null),
                new Completion(Op.Type.INFO, offsets, Map.of()));
          }
        });
  }

  /** In milliseconds, by node; without those that do not answer. */
  private Map<String, Object> offsets() {
    Map<String, Object> offsets = new TreeMap<>();
    for (Node node : cluster.nodes()) {
      try {
        if (node.state() == Node.State.RUNNING) {
          offsets.put(node.name(), node.clock().offsetMillis());
        }
      } catch (FaultNotInjected e) {
        // It is down or starting: its line has a gap there.
      }
    }
    return offsets;
  }
}
