package minos.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
      NodeId leader = pause.until("a leader", PATIENCE, servers::leader);
      while (lanes.size() < load.connections()) {
        lanes.add(Lane.open(leader, servers.address(leader)));
      }
      return new ClosedLoop(clock, this::cpuNanos).run(lanes, load);
    } finally {
      for (Lane lane : lanes) {
        lane.close();
      }
    }
  }

  /** The client's, too: this process does nothing else meanwhile. */
  private long cpuNanos() {
    return servers.cpuNanos()
        + ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
