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
    List<Lane> lanes = open(load.connections(), Keys.one());
    try {
      return new ClosedLoop(clock, this::cpuNanos).run(lanes, load);
    } finally {
      close(lanes);
    }
  }

  /** Connections to the leader, as soon as there is one. */
  List<Lane> open(int count, Keys keys) throws IOException {
    return pause.until("a leader that opens sessions", PATIENCE, () -> openNow(count, keys));
  }

  private List<Lane> openNow(int count, Keys keys) throws IOException {
    NodeId leader = servers.leader();
    List<Lane> lanes = new ArrayList<>();
    try {
      while (lanes.size() < count) {
        lanes.add(Lane.open(leader, servers.address(leader), keys));
      }
      return lanes;
    } catch (IOException e) {
      close(lanes);
      throw e;
    }
  }

  static void close(List<Lane> lanes) throws IOException {
    for (Lane lane : lanes) {
      lane.close();
    }
  }

  /** The client's, too: this process does nothing else meanwhile. */
  private long cpuNanos() {
    return servers.cpuNanos()
        + ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
