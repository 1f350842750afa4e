package minos.raft.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minos.client.Request;
import minos.client.Response;
import minos.invariant.Oracle;
import minos.invariant.Watch;
import minos.kv.StateMachine;
import minos.raft.Event;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;

/**
 * A whole cluster with its clients and operators in one thread, on virtual time, from one seed. The
 * {@link RandomNetwork} and {@link RandomFaults} make it hard, {@link Oracle} and {@link Watch}
 * look on.
 */
public final class RandomCluster implements SimulatedServer.Surroundings {
  private final SplittableRandom random;
  private final Timeline timeline = new Timeline();
  private final RandomNetwork network;
  private final RandomFaults faults;
  private final Map<NodeId, SimulatedServer> servers = new TreeMap<>();
  private final List<NodeId> ids;
  private final List<SimulatedServer> order;
  private final List<RandomClient> clients = new ArrayList<>();
  private final List<RandomOperator> operators = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private final Set<NodeId> flushing = new HashSet<>();
  private final Pauses pauses = new Pauses();
  private final Members members;
  private final OnceModel model = new OnceModel();
  private final Oracle oracle;
  private final Watch watch;
  private Weather weather;
  private long rested;
  private long incarnations;
  private long steps;
  private long trace;

  public RandomCluster(long seed, Weather weather, Rules rules) {
    this.random = new SplittableRandom(seed);
    this.weather = weather;
    this.network = new RandomNetwork(random, timeline, this::weather);
    this.faults = new RandomFaults(this, network, random, timeline, this::weather);
    this.oracle = new Oracle(servers, model);
    this.watch = new Watch(oracle, weather.clocks().timing());
    int all = weather.servers() + weather.operators().spares();
    this.ids = IntStream.rangeClosed(1, all).mapToObj(i -> new NodeId("n" + i)).toList();
    List<NodeId> first = ids.subList(0, weather.servers());
    for (NodeId id : ids) {
      Clock clock = new Clock(rules, weather.clocks().drift(), random);
      RaftConfig config = config(id, first.contains(id) ? Membership.of(first) : Membership.NOBODY);
      servers.put(id, new SimulatedServer(config, rules, clock, oracle, watch, this));
    }
    order = List.copyOf(servers.values());
    members = new Members(order);
    order.forEach(this::start);
    for (int i = 0; i < weather.clients(); i++) {
      clients.add(new RandomClient(i, ids, rules, random.split(), this));
    }
    callers.addAll(clients);
    for (int i = 0; i < weather.operators().number(); i++) {
      operators.add(new RandomOperator(callers.size() + i, ids, random.split(), this));
    }
    callers.addAll(operators);
    faults.schedule();
  }

  /** Of another incarnation each time. */
  RaftConfig config(NodeId id, Membership initial) {
    RaftConfig config =
        new RaftConfig(
                id,
                ++incarnations,
                initial,
                Duration.ofMillis(300),
                Duration.ofMillis(50),
                weather.batchBytes(),
                random.nextLong())
            .withWindow(Math.max(512, 4 * weather.batchBytes()))
            .with(weather.compaction());
    return weather.clocks().leases() ? config.withLeases(weather.clocks().drift()) : config;
  }

  // Figures

  public Figures figures() {
    return new Figures(
        steps,
        clients.stream().mapToLong(RandomClient::answered).sum(),
        oracle.reigns(),
        oracle.electorates().changes(),
        operators.stream().mapToLong(RandomOperator::done).sum(),
        faults.wipes(),
        oracle.ledger().installed());
  }

  /** A number that tells histories apart. */
  public long trace() {
    return trace;
  }

  // Time

  /** Runs until this many steps of servers are done. */
  public void run(long moreSteps) {
    long end = steps + moreSteps;
    while (steps < end) {
      advance();
    }
  }

  void runFor(Duration time) {
    long end = now() + time.toNanos();
    while (now() < end) {
      advance();
    }
  }

  private void advance() {
    long next = timeline.next();
    for (SimulatedServer server : order) {
      next = pauses.holds(server) ? next : Math.min(next, server.deadline());
    }
    for (Caller caller : callers) {
      next = Math.min(next, caller.deadline());
    }
    timeline.passTo(next);
    for (SimulatedServer server : order) {
      if (server.deadline() <= now() && !pauses.holds(server)) {
        step(server, server.tick());
      }
    }
    for (Caller caller : callers) {
      if (caller.deadline() <= now()) {
        caller.tick(now());
      }
    }
    timeline.catchUp();
  }

  void schedule(long delay, Runnable action) {
    timeline.schedule(delay, action);
  }

  @Override
  public void applied(long index, StateMachine machine) {
    if (index == oracle.committed()) {
      model.compare(machine);
    }
  }

  @Override
  public long now() {
    return timeline.now();
  }

  @Override
  public long clusterNanos() {
    return timeline.now() + rested;
  }

  Weather weather() {
    return weather;
  }

  // Servers

  List<SimulatedServer> servers() {
    return order;
  }

  Members members() {
    return members;
  }

  Oracle oracle() {
    return oracle;
  }

  List<NodeId> ids() {
    return ids;
  }

  List<SimulatedServer> leaders() {
    return order.stream().filter(SimulatedServer::leads).toList();
  }

  private SimulatedServer server(NodeId id) {
    return Objects.requireNonNull(servers.get(id));
  }

  private void step(SimulatedServer server, Event event) {
    steps++;
    trace = trace * 31 + event.hashCode() + now();
    RaftCore.Status before = server.status().orElseThrow();
    watch.beforeStep(server, event);
    server.step(event);
    watch.onStep(server, before, event, server.status().orElseThrow());
  }

  /** Something happens to a server: at once, or when it goes on; never, if its life is over. */
  private void at(SimulatedServer server, Runnable what) {
    if (!pauses.keep(server, () -> at(server, what)) && server.isUp()) {
      step(server, server.tick());
      steps++;
      what.run();
    }
  }

  private void at(SimulatedServer server, int life, Runnable what) {
    at(
        server,
        () -> {
          if (server.life() == life) {
            what.run();
          }
        });
  }

  @Override
  public void send(SimulatedServer from, NodeId to, Message message) {
    oracle.onMessage(from, to, message);
    watch.onSent(from, message);
    if (message instanceof Message.ReadIndexReply reply && reply.granted()) {
      watch.reigns().onReadIndexGiven(from, to, reply.id());
    }
    long incarnation = from.incarnation().number();
    network.travel(() -> {
      if (!network.isCut(from.id, to)) {
        Message arrived = network.damaged(message);
        at(server(to), () -> step(server(to), new Event.Received(from.id, incarnation, arrived)));
      }
    });
  }

  /**
   * Of one attempt there are no copies, as its client must know whether an attempt is in doubt: it
   * makes the copies itself, when it asks again.
   */
  void request(int caller, int process, NodeId to, Request request) {
    network.travelOnce(() -> at(server(to), () -> server(to).ask(caller, process, request)));
  }

  @Override
  public void respond(NodeId from, int caller, int process, Response response) {
    network.travel(() -> callers.get(caller).receive(now(), process, from, response));
  }

  @Override
  public void later(SimulatedServer server, Runnable action) {
    int life = server.life();
    schedule(1 + random.nextLong(weather.fsyncNanos()), () -> at(server, life, action));
  }

  @Override
  public void scheduleFlush(SimulatedServer server) {
    if (flushing.add(server.id)) {
      later(
          server,
          () -> {
            flushing.remove(server.id);
            server.flushOne();
            if (server.disk().hasPending()) {
              scheduleFlush(server);
            }
          });
    }
  }

  // What befalls them

  private void start(SimulatedServer server) {
    watch.onStart(server);
    server.start();
  }

  void crash(SimulatedServer server) {
    if (server.isUp()) {
      server.crash(random);
      flushing.remove(server.id);
      List<Runnable> ignored = pauses.end(server);
      oracle.onPowerFailure();
      int life = server.life();
      schedule(
          random.nextLong(1, 1_000_000_000),
          () -> {
            if (!server.isUp() && server.life() == life) {
              start(server);
            }
          });
    }
  }

  /** A process is stopped; what comes meanwhile, it finds when it goes on. */
  void pause(SimulatedServer server, long nanos) {
    if (server.isUp() && pauses.begin(server)) {
      int life = server.life();
      schedule(
          nanos,
          () -> {
            if (server.life() == life) {
              resume(server);
            }
          });
    }
  }

  private void resume(SimulatedServer server) {
    if (pauses.holds(server)) {
      List<Runnable> missed = pauses.end(server);
      RaftCore.Status before = server.status().orElseThrow();
      watch.onWaking(server);
      step(server, server.tick());
      watch.onWoken(server, before);
      missed.forEach(Runnable::run);
    }
  }

  /** Sessions are left alone for so long; nothing else notices. */
  void rest(long nanos) {
    rested += nanos;
  }

  /** What the store should do. */
  OnceModel model() {
    return model;
  }

  // The end

  /** Nothing fails any more, and nobody meddles. */
  void clearUp() {
    weather = weather.clearedUp();
    network.heal();
    order.stream().filter(server -> !server.isUp()).forEach(this::start);
    order.forEach(this::resume);
    order.forEach(server -> server.clock().set(0));
  }

  void silence() {
    clients.forEach(RandomClient::silence);
  }

  /** What keeps a cluster in which nothing fails any more from serving, if anything does. */
  public Optional<String> stall() {
    return Calm.stall(this);
  }

  /** The same, where nobody asks for anything any more. */
  public Optional<String> stallInSilence() {
    return Calm.stallInSilence(this);
  }
}
