package minos.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import minos.raft.NodeId;

/** The reference under load, by a client in this process. */
final class RaftSystem implements Measurable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RaftServers servers;
  private final Pause pause;
  private final LongSupplier clock;

  RaftSystem(RaftServers servers, LongSupplier clock) {
    this.servers = servers;
    this.clock = clock;
    this.pause = new Pause(clock);
  }

  @Override
  public String name() {
    return "minos";
  }

  @Override
  public Figure measure(Load load) throws IOException {
    List<Lane> lanes = new ArrayList<>();
    try {
      NodeId leader = pause.until("a leader", PATIENCE, () -> firstThatOpens(lanes));
      while (lanes.size() < load.connections()) {
        lanes.add(open(leader));
      }
      return new ClosedLoop(clock, this::cpuNanos).run(lanes, load);
    } finally {
      for (Lane lane : lanes) {
        lane.close();
      }
    }
  }

  /** Only a leader opens a session. */
  private NodeId firstThatOpens(List<Lane> lanes) throws IOException {
    servers.check();
    for (NodeId server : servers.addresses().keySet()) {
      try {
        lanes.add(open(server));
        return server;
      } catch (IOException e) {
        // Not the leader, or not there yet.
      }
    }
    throw new IOException("no server opens a session");
  }

  private Lane open(NodeId server) throws IOException {
    InetSocketAddress address = Map.copyOf(servers.addresses()).get(server);
    if (address == null) {
      throw new IllegalStateException("no server " + server);
    }
    return Lane.open(server, address);
  }

  /** The client's, too: this process does nothing else meanwhile. */
  private long cpuNanos() {
    return servers.cpuNanos()
        + ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
