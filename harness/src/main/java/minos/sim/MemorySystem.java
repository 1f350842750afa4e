package minos.sim;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.history.Op;
import minos.time.Time;

/**
 * The least that can be tested: registers in one map, no nodes to break. What a run costs with it,
 * the harness costs. Not among the installed systems; bench and tests make their own.
 */
public final class MemorySystem implements SystemUnderTest {
  private static final long ANSWER_NANOS = 1_000;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String summary() {
    return "registers in one map: what the harness costs by itself";
  }

  @Override
  public Set<World> worlds() {
    return Set.of(World.SIM);
  }

  @Override
  public Cluster start(World world, Setup setup, Time time) {
    return new MemoryCluster(time);
  }

  private static final class MemoryCluster implements Cluster, Network {
    private final Time time;
    private final Map<Optional<Object>, Optional<Object>> registers = new HashMap<>();

    MemoryCluster(Time time) {
      this.time = time;
    }

    @Override
    public List<Node> nodes() {
      return List.of();
    }

    @Override
    public Network network() {
      return this;
    }

    @Override
    public Client open(int process) {
      return new Client() {
        @Override
        public void invoke(Op invocation, Consumer<Completion> done) {
          time.after(ANSWER_NANOS, () -> done.accept(answer(invocation)));
        }

        @Override
        public void close() {}
      };
    }

    /** Takes effect when it is answered, which is between its two lines in the history. */
    private Client.Completion answer(Op invocation) {
      Optional<Object> key = Optional.ofNullable(invocation.key());
      if (invocation.f().equals("write")) {
        registers.put(key, Optional.ofNullable(invocation.value()));
        return new Client.Completion(Op.Type.OK, invocation.value(), Map.of());
      }
      Object value = registers.getOrDefault(key, Optional.empty()).orElse(null);
      return new Client.Completion(Op.Type.OK, value, Map.of());
    }

    @Override
    public Optional<String> leader() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> description() {
      return Map.of("store", "one map");
    }

    @Override
    public Evidence drop(Grudge grudge) throws FaultNotInjected {
      throw new FaultNotInjected("a map has no network");
    }

    @Override
    public Evidence heal() {
      return Evidence.of("a map has no network");
    }

    @Override
    public void collectLogs(Path folder) {}

    @Override
    public void close() {}
  }
}
