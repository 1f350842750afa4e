package minos.target;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import minos.cluster.Sighting;
import minos.invariant.Breach;
import minos.invariant.LawfulModel;
import minos.invariant.Oracle;
import minos.invariant.Timing;
import minos.invariant.Watch;
import minos.raft.Membership;
import minos.raft.NodeId;

/**
 * Watches all servers of a simulated cluster for breaches of Raft's properties. Of the first one it
 * takes a note, and looks away from then on: the cluster goes on, for those who judge it from
 * outside.
 */
final class Witness {
  private final Map<NodeId, WatchedServer> servers = new TreeMap<>();
  private final Oracle oracle = new Oracle(servers, new LawfulModel());
  private final Watch watch;
  private final LongSupplier nanos;
  private Optional<Sighting> sighting = Optional.empty();

  /**
   * @param nanos the time in which the cluster lives
   */
  Witness(List<NodeId> ids, Timing timing, LongSupplier nanos) {
    this.watch = new Watch(oracle, timing);
    this.nanos = nanos;
    ids.forEach(id -> servers.put(id, new WatchedServer(id, Membership.of(ids), this)));
  }

  WatchedServer server(String name) {
    return Objects.requireNonNull(servers.get(new NodeId(name)));
  }

  Oracle oracle() {
    return oracle;
  }

  Watch watch() {
    return watch;
  }

  Optional<Sighting> sighting() {
    return sighting;
  }

  /**
   * Looks at something, if nothing was seen yet. What is broken may be so broken that it cannot
   * even be looked at: that is a sighting, too.
   */
  void look(Runnable at) {
    if (sighting.isPresent()) {
      return;
    }
    try {
      at.run();
    } catch (Breach e) {
      String[] said = String.valueOf(e.getMessage()).split(": ", 2);
      sighting = Optional.of(new Sighting(said[0], said[1], nanos.getAsLong()));
    } catch (RuntimeException e) {
      sighting = Optional.of(new Sighting("Sanity", e.toString(), nanos.getAsLong()));
    }
  }
}
