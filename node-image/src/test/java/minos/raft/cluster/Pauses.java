package minos.raft.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.raft.NodeId;

/** Which processes are stopped, and what they will find when they go on. */
final class Pauses {
  private final Map<NodeId, List<Runnable>> stopped = new HashMap<>();

  boolean holds(SimulatedServer server) {
    return stopped.containsKey(server.id);
  }

  /**
   * @return false where it was stopped already
   */
  boolean begin(SimulatedServer server) {
    return stopped.putIfAbsent(server.id, new ArrayList<>()) == null;
  }

  /**
   * Keeps something for a server that is stopped.
   *
   * @return false where it is not
   */
  boolean keep(SimulatedServer server, Runnable what) {
    List<Runnable> missed = stopped.get(server.id);
    return missed != null && missed.add(what);
  }

  /** What a server has missed, which is not stopped any more. */
  List<Runnable> end(SimulatedServer server) {
    List<Runnable> missed = stopped.remove(server.id);
    return missed == null ? List.of() : missed;
  }
}
