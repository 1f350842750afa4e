package minos.node;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import minos.node.admin.Exposition;
import minos.node.admin.Meters;
import minos.node.net.PeerLink;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.wire.Traffic;

/**
 * A server's figures, for Prometheus.
 *
 * @param clients how many are connected
 * @param clientBytes what waits for them, or is half read from them
 */
record Figures(
    Meters meters, Traffic traffic, NodeLoop loop, IntSupplier clients, LongSupplier clientBytes) {
  /**
   * What is known of the ways to the peers.
   *
   * @param waiting messages
   * @param dropped messages, since the start
   */
  record Links(int connected, long waiting, long dropped) {
    static Links of(Collection<PeerLink> links) {
      return new Links(
          (int) links.stream().filter(PeerLink::isConnected).count(),
          links.stream().mapToLong(PeerLink::waiting).sum(),
          links.stream().mapToLong(PeerLink::dropped).sum());
    }
  }

  /** On the loop's thread. */
  String of(Replica replica, Links links) {
    RaftCore.Status core = replica.status();
    Exposition figures =
        new Exposition()
            .labelled("info", "gauge", "Always 1.", Map.of(labels(core.self()), 1L))
            .labelled("role", "gauge", "1 for the role that it has.", roles(core.role()))
            .gauge("term", "Raft's term.", core.term())
            .gauge("commit_index", "Last log entry known to be committed.", core.commitIndex())
            .gauge("applied_index", "Last log entry applied.", replica.appliedIndex())
            .gauge("last_index", "Last log entry.", core.lastIndex())
            .gauge("first_index", "First log entry still there.", replica.firstIndex())
            .gauge("sessions", "Sessions of clients.", replica.sessions())
            .gauge("questions", "Questions in hand.", replica.questions())
            .gauge("loop_tasks", "Tasks before the loop.", loop.waiting())
            .gauge("loop_bytes", "Held by these.", loop.waitingBytes())
            .gauge("disk_bytes", "On the way to the disk.", loop.unwrittenBytes())
            .gauge("peers_connected", "Peers that answer pings.", links.connected())
            .gauge("peer_frames_waiting", "Messages to be sent.", links.waiting())
            .counter("peer_frames_dropped_total", "Messages without room.", links.dropped())
            .gauge("clients_connected", "Clients.", clients.getAsInt())
            .gauge("client_bytes", "Held for clients.", clientBytes.getAsLong())
            .counter("sent_bytes_total", "Frames sent.", traffic.bytesSent())
            .counter("received_bytes_total", "Frames received.", traffic.bytesReceived());
    meters.addTo(figures);
    return figures.toString();
  }

  private static String labels(NodeId self) {
    return Exposition.label("id", self.name()) + "," + Exposition.label("version", Main.version());
  }

  private static Map<String, Long> roles(Role role) {
    Map<String, Long> roles = new LinkedHashMap<>();
    for (Role one : Role.values()) {
      String word = one.name().toLowerCase(Locale.ROOT);
      roles.put(Exposition.label("role", word), one == role ? 1L : 0L);
    }
    return roles;
  }
}
