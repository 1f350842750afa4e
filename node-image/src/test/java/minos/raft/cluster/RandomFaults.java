package minos.raft.cluster;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import minos.raft.Membership;
import minos.raft.NodeId;

/** What goes wrong, one after the other: power, links, disks, processes, clocks. */
final class RandomFaults {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Of a process that is stopped. */
  static final long PAUSE_MAX = 2 * SECOND;

  private final RandomCluster cluster;
  private final RandomNetwork network;
  private final SplittableRandom random;
  private final Timeline timeline;
  private final Supplier<Weather> weather;
  private long wipes;

  RandomFaults(
      RandomCluster cluster,
      RandomNetwork network,
      SplittableRandom random,
      Timeline timeline,
      Supplier<Weather> weather) {
    this.cluster = cluster;
    this.network = network;
    this.random = random;
    this.timeline = timeline;
    this.weather = weather;
  }

  void schedule() {
    if (weather.get().faultNanos() > 0) {
      timeline.schedule(1 + random.nextLong(weather.get().faultNanos()), this::happen);
    }
  }

  private void happen() {
    if (weather.get().faultNanos() == 0) {
      return;
    }
    if (weather.get().clocks().pauses() && random.nextInt(3) == 0) {
      ofTime();
    } else if (weather.get().operators().wipes() && random.nextInt(4) == 0) {
      wipe(any());
    } else if (random.nextDouble() < weather.get().crashes()) {
      powerFailure();
    } else {
      cutOrHeal();
    }
    schedule();
  }

  private SimulatedServer any() {
    List<SimulatedServer> all = cluster.servers();
    return all.get(random.nextInt(all.size()));
  }

  /**
   * A server's disk is replaced by an empty one, and it comes back under its old name; but only
   * where the cluster can tell, and can do without.
   */
  private void wipe(SimulatedServer server) {
    if (Wipe.isSafe(server, cluster.servers(), cluster.oracle())) {
      cluster.crash(server);
      wipes++;
      boolean asFirst = Wipe.mayStartAsFirst(server, cluster.servers()) && random.nextBoolean();
      Membership initial = asFirst ? server.config().initial() : Membership.NOBODY;
      server.wipe(cluster.config(server.id, initial));
    }
  }

  /** How many disks were replaced. */
  long wipes() {
    return wipes;
  }

  private void powerFailure() {
    switch (random.nextInt(5)) {
      case 0, 1 -> cluster.crash(any());
      case 2, 3 -> cluster.leaders().forEach(cluster::crash);
      default -> cluster.servers().forEach(cluster::crash);
    }
  }

  private void cutOrHeal() {
    switch (random.nextInt(3)) {
      case 0 -> isolate(cluster.leaders());
      case 1 -> isolate(cluster.servers().stream().filter(server -> random.nextBoolean()).toList());
      default -> network.heal();
    }
  }

  private void isolate(List<SimulatedServer> island) {
    network.isolate(ids(island), ids(cluster.servers()));
  }

  private static List<NodeId> ids(List<SimulatedServer> servers) {
    return servers.stream().map(server -> server.id).toList();
  }

  private void ofTime() {
    switch (random.nextInt(4)) {
      case 0 -> cluster.leaders().forEach(this::pause);
      case 1 -> pause(any());
      case 2 -> any().clock().set(random.nextLong(-100 * SECOND, 100 * SECOND));
      default -> cluster.rest(61 * SECOND);
    }
  }

  private void pause(SimulatedServer server) {
    cluster.pause(server, random.nextLong(1, PAUSE_MAX));
  }
}
