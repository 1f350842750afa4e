package minos.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import minos.cluster.Client;
import minos.cluster.Client.Completion;
import minos.cluster.Cluster;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.generate.Seed;
import minos.history.Op;
import minos.time.Time;

/**
 * A linearizable map that every node serves, in memory. Process p talks to node p modulo n, which
 * refuses while it is gone and is silent while it is paused. Its vices are switched on by a test.
 */
final class MapSystem implements Cluster {
  /** What a client does wrong, or not. */
  enum Vice {
    NONE,
    LOSES_WRITES,
    NEVER_ANSWERS,
    ANSWERS_TWICE,
    ANSWERS_WITH_INVOKE,
    ANSWERS_IN_DOUBT,
    ANSWERS_LATE,
    THROWS,
    FAILS
  }

  static final long LATE_NANOS = 7_000_000_000L;

  final List<Server> servers;
  final Map<Object, Object> map = new HashMap<>();
  final List<Integer> opened = new ArrayList<>();
  final List<Integer> closed = new ArrayList<>();
  Vice vice = Vice.NONE;
  boolean isUnkillable;
  boolean isUnresumable;
  boolean isUnhealable;
  boolean isSilentOnCuts;
  int healsAsked;
  Grudge grudge = Grudge.NONE;
  Optional<String> leader = Optional.of("n1");
  List<String> deaths = List.of();
  Duration takeover = Cluster.USUAL_TAKEOVER;

  private final Time time;
  private Seed latency = new Seed(99);

  MapSystem(Time time, int nodes) {
    this.time = time;
    this.servers = IntStream.rangeClosed(1, nodes).mapToObj(i -> new Server("n" + i)).toList();
  }

  boolean isWhole() {
    return grudge.equals(Grudge.NONE)
        && servers.stream().allMatch(server -> server.state == Node.State.RUNNING);
  }

  @Override
  public List<Node> nodes() {
    return List.copyOf(servers);
  }

  @Override
  public Network network() {
    return new Cables();
  }

  @Override
  public Client open(int process) {
    opened.add(process);
    return new MapClient(process);
  }

  @Override
  public Duration takeover() {
    return takeover;
  }

  @Override
  public List<String> deaths() {
    return deaths;
  }

  @Override
  public Optional<String> leader() {
    return leader;
  }

  @Override
  public Map<String, String> description() {
    return Map.of();
  }

  @Override
  public void collectLogs(Path folder) {}

  @Override
  public void close() {}

  private Completion serve(Op op) {
    Object key = String.valueOf(op.key());
    if (op.f().equals("write")) {
      if (vice != Vice.LOSES_WRITES) {
        map.put(key, String.valueOf(op.value()));
      }
      return new Completion(Op.Type.OK, op.value(), Map.of());
    }
    return new Completion(Op.Type.OK, map.get(key), Map.of());
  }

  private final class MapClient implements Client {
    private final int process;

    MapClient(int process) {
      this.process = process;
    }

    @Override
    public void invoke(Op op, Consumer<Completion> done) {
      if (vice == Vice.THROWS) {
        throw new IllegalArgumentException("the client is broken");
      }
      latency = latency.next();
      long delay = latency.between(100_000, 2_000_000);
      Server server = servers.get(process % servers.size());
      switch (server.state) {
        case GONE, LOST -> {
          Completion refused = new Completion(Op.Type.FAIL, null, Map.of("error", "refused"));
          time.after(delay, () -> done.accept(refused));
        }
        case PAUSED -> {}
        case RUNNING -> time.after(delay, () -> misbehave(op, done));
      }
    }

    private void misbehave(Op op, Consumer<Completion> done) {
      switch (vice) {
        case NONE, LOSES_WRITES -> done.accept(serve(op));
        case NEVER_ANSWERS, THROWS -> {}
        case ANSWERS_TWICE -> {
          done.accept(serve(op));
          done.accept(serve(op));
        }
        case ANSWERS_WITH_INVOKE -> done.accept(new Completion(Op.Type.INVOKE, null, Map.of()));
        case ANSWERS_IN_DOUBT -> done.accept(new Completion(Op.Type.INFO, op.value(), Map.of()));
        case ANSWERS_LATE -> time.after(LATE_NANOS, () -> done.accept(serve(op)));
        case FAILS -> done.accept(new Completion(Op.Type.FAIL, null, Map.of()));
      }
    }

    @Override
    public void close() {
      closed.add(process);
    }
  }

  /** A node of it. */
  final class Server implements Node {
    private final String name;
    State state = State.RUNNING;

    Server(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void kill() {
      state = isUnkillable ? state : State.GONE;
    }

    @Override
    public void start() {
      state = State.RUNNING;
    }

    @Override
    public void pause() {
      state = State.PAUSED;
    }

    @Override
    public void resume() throws FaultNotInjected {
      if (isUnresumable) {
        throw new FaultNotInjected(name + " does not go on");
      }
      state = State.RUNNING;
    }

    @Override
    public State state() {
      return state;
    }
  }

  private final class Cables implements Network {
    @Override
    public Evidence drop(Grudge asked) {
      grudge = asked;
      Map<String, String> cuts = new TreeMap<>();
      asked.drops().forEach((node, sources) -> cuts.put(node, node + " drops " + sources));
      return isSilentOnCuts ? Evidence.of() : new Evidence(List.copyOf(cuts.values()));
    }

    @Override
    public Evidence heal() throws FaultNotInjected {
      healsAsked++;
      if (isUnhealable) {
        throw new FaultNotInjected("n1 keeps its rules");
      }
      grudge = Grudge.NONE;
      return Evidence.of("all nodes reach one another");
    }
  }
}
