package minos.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.cluster.Sighting;
import minos.cluster.Traced;
import minos.history.Op;
import minos.link.CutInForce;
import minos.time.Time;

/**
 * A cluster of programs on one event loop. All calls must come from the loop's thread, which
 * virtual time gives also to what is offloaded.
 */
public final class SimCluster<P extends SimProgram, S extends SimStorage> implements Cluster {
  private final SimSystem<P, S> system;
  private final SimProcess.World world;
  private final SimSettings afterwards;
  private final List<String> names;
  private final List<SimNode<P, S>> nodes = new ArrayList<>();

  /** Starts all nodes in a world that stays as it is. */
  public SimCluster(
      SimSystem<P, S> system, List<String> names, long seed, SimSettings settings, Time time)
      throws ClusterFailed {
    this(system, names, seed, settings, settings, time);
  }

  /**
   * Starts all nodes.
   *
   * @param afterwards what the world is like when nothing is broken on purpose any more
   * @throws ClusterFailed if the program of one of them dies as it starts
   */
  public SimCluster(
      SimSystem<P, S> system,
      List<String> names,
      long seed,
      SimSettings settings,
      SimSettings afterwards,
      Time time)
      throws ClusterFailed {
    this.afterwards = afterwards;
    this.system = system;
    this.names = names.stream().sorted().toList();
    SplittableRandom random = new SplittableRandom(seed);
    SimNetwork network = new SimNetwork(time, this.names, settings, random.split());
    PowerGrid grid = new PowerGrid(time, settings.powerLoss(), random.split());
    this.world = new SimProcess.World(time, network, settings, grid, seed);
    for (int place = 0; place < this.names.size(); place++) {
      nodes.add(new SimNode<>(this.names.get(place), place, system, world, random.split()));
    }
    for (SimNode<P, S> node : nodes) {
      try {
        node.start();
      } catch (FaultNotInjected e) {
        throw new ClusterFailed("the cluster did not start: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public Network network() {
    return world.network();
  }

  @Override
  public Client open(int process) {
    SimProcess.Identity identity =
        new SimProcess.Identity(
            "client-" + process,
            CutInForce.CLIENTS,
            1,
            new SimLog(world.settings().logLines()),
            new SimMachine(world.time()));
    SimProcess host =
        new SimProcess(
            identity,
            world,
            failure -> {
              // A client is a part of the harness: its bug is ours, and must end the run.
              throw failure;
            });
    SimClient client = system.connect(host, names);
    host.runs(client);
    world.network().join(host);
    return new Opened(client, host, world.network());
  }

  @Override
  public Optional<String> leader() {
    return primaries().stream().findFirst();
  }

  @Override
  public List<String> primaries() {
    record Claim(String node, long term) {}
    List<Claim> claims = new ArrayList<>();
    for (SimNode<P, S> node : nodes) {
      node.answering()
          .map(system::leads)
          .orElse(OptionalLong.empty())
          .ifPresent(term -> claims.add(new Claim(node.name(), term)));
    }
    claims.sort(Comparator.comparingLong(Claim::term).reversed());
    return claims.stream().map(Claim::node).toList();
  }

  @Override
  public Optional<Members> members() {
    return system.members(this);
  }

  /** Time goes on meanwhile, for all: what is due happens before this returns. */
  @Override
  public boolean await(Duration limit, BooleanSupplier condition) {
    boolean[] over = {false};
    Time.Timer end = world.time().after(limit.toNanos(), () -> over[0] = true);
    world.time().runUntil(() -> over[0] || condition.getAsBoolean());
    end.cancel();
    return condition.getAsBoolean();
  }

  /** Shows each program that is running and not paused, in the order of the nodes' names. */
  public void inspect(Consumer<P> look) {
    nodes.forEach(node -> node.answering().ifPresent(look));
  }

  @Override
  public boolean trace(Consumer<Traced> viewer) {
    world.network().trace(viewer);
    return true;
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> description = new TreeMap<>(system.description());
    description.putAll(world.settings().description());
    return description;
  }

  @Override
  public List<String> deaths() {
    return nodes.stream().flatMap(node -> node.deaths().stream()).toList();
  }

  @Override
  public void clearUp() {
    world.become(afterwards);
  }

  @Override
  public OptionalLong firstDeath() {
    return nodes.stream().flatMapToLong(node -> node.firstDeath().stream()).min();
  }

  @Override
  public Optional<Sighting> sighting() {
    return system.sighting();
  }

  @Override
  public Optional<String> unrest() {
    List<P> programs = new ArrayList<>();
    inspect(programs::add);
    return system.unrest(programs);
  }

  @Override
  public void collectLogs(Path folder) throws IOException {
    for (SimNode<P, S> node : nodes) {
      node.log().writeTo(folder.resolve(node.name()));
    }
  }

  /** Ends all nodes, so that nothing of them is left on the loop but timers that do nothing. */
  @Override
  public void close() {
    nodes.forEach(SimNode::endWithCluster);
  }

  private record Opened(SimClient client, SimProcess host, SimNetwork network) implements Client {
    @Override
    public void invoke(Op invocation, Consumer<Completion> done) {
      client.invoke(invocation, done);
    }

    @Override
    public void close() {
      client.close();
      host.end();
      network.leave(host);
    }
  }
}
