package minos.raft.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minos.client.Request;
import minos.client.Response;
import minos.raft.Chunk;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;

/**
 * A whole cluster with its clients in one thread, on virtual time, from one seed: messages are
 * lost, repeated and overtaken, links are cut, disks lose what was not flushed. The {@link Oracle}
 * watches.
 */
public final class RandomCluster implements SimulatedServer.Surroundings {
  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private record Link(NodeId from, NodeId to) {}

  private final SplittableRandom random;
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Map<NodeId, SimulatedServer> servers = new TreeMap<>();
  private final List<SimulatedServer> order;
  private final List<RandomClient> clients = new ArrayList<>();
  private final Set<Link> cut = new HashSet<>();
  private final Set<NodeId> flushing = new HashSet<>();
  private final Oracle oracle;
  private final Watch watch;
  private Weather weather;
  private long now;
  private long scheduled;
  private long steps;
  private long trace;

  public RandomCluster(long seed, Weather weather, Rules rules) {
    this.random = new SplittableRandom(seed);
    this.weather = weather;
    this.oracle = new Oracle(weather.servers(), servers);
    this.watch = new Watch(weather.servers());
    List<NodeId> ids =
        IntStream.rangeClosed(1, weather.servers()).mapToObj(i -> new NodeId("n" + i)).toList();
    for (NodeId id : ids) {
      RaftConfig config =
          new RaftConfig(
                  id,
                  ids,
                  Duration.ofMillis(300),
                  Duration.ofMillis(50),
                  weather.batchBytes(),
                  random.nextLong())
              .withWindow(Math.max(512, 4 * weather.batchBytes()))
              .with(weather.compaction());
      servers.put(id, new SimulatedServer(config, rules, oracle, this));
    }
    order = List.copyOf(servers.values());
    order.forEach(server -> server.start(now));
    for (int i = 0; i < weather.clients(); i++) {
      clients.add(new RandomClient(i, ids, random.split(), this));
    }
    scheduleFault();
  }

  public long steps() {
    return steps;
  }

  /** A number that tells histories apart. */
  public long trace() {
    return trace;
  }

  public long committed() {
    return oracle.committed();
  }

  public long reigns() {
    return oracle.reigns();
  }

  /** How often a server got another's snapshot. */
  public long installed() {
    return oracle.installed();
  }

  public long callsAnswered() {
    return clients.stream().mapToLong(RandomClient::answered).sum();
  }

  /** Runs until this many steps of servers are done. */
  public void run(long moreSteps) {
    long end = steps + moreSteps;
    while (steps < end) {
      advance();
    }
  }

  /** Nothing fails any more; runs on for a while. */
  public void healAndRun(Duration time) {
    weather = weather.clearedUp();
    cut.clear();
    order.stream().filter(server -> !server.isUp()).forEach(this::restart);
    long end = now + time.toNanos();
    while (now < end) {
      advance();
    }
  }

  /** What keeps a cluster in which nothing fails any more from serving, if anything does. */
  public Optional<String> stall() {
    healAndRun(Duration.ofSeconds(3));
    long answered = callsAnswered();
    healAndRun(Duration.ofSeconds(1));
    if (leaders().size() != 1) {
      return Optional.of("Liveness: leaders " + leaders().size());
    }
    if (callsAnswered() <= answered + 20) {
      return Optional.of("Liveness: answers");
    }
    boolean behind =
        order.stream().anyMatch(s -> s.status().orElseThrow().commitIndex() <= committed() - 100);
    return behind ? Optional.of("Liveness: a server lags") : Optional.empty();
  }

  List<SimulatedServer> servers() {
    return order;
  }

  private void advance() {
    long next = due.isEmpty() ? Long.MAX_VALUE : due.peek().at();
    for (SimulatedServer server : order) {
      next = Math.min(next, server.deadline());
    }
    for (RandomClient client : clients) {
      next = Math.min(next, client.deadline());
    }
    now = Math.max(now, next);
    for (SimulatedServer server : order) {
      if (server.deadline() <= now) {
        step(server, new Event.Tick(now));
      }
    }
    for (RandomClient client : clients) {
      if (client.deadline() <= now) {
        client.tick(now);
      }
    }
    while (!due.isEmpty() && due.peek().at() <= now) {
      due.poll().action().run();
    }
  }

  private void step(SimulatedServer server, Event event) {
    steps++;
    trace = trace * 31 + event.hashCode() + now;
    RaftCore.Status before = server.status().orElseThrow();
    server.step(event);
    watch.onStep(now, before, event, server.status().orElseThrow());
  }

  void schedule(long delay, Runnable action) {
    due.add(new Due(now + delay, scheduled++, action));
  }

  long now() {
    return now;
  }

  // Messages

  @Override
  public void send(NodeId from, NodeId to, Message message) {
    oracle.onMessage(from, to, message);
    watch.onSent(now, from, message);
    travel(() -> deliver(from, to, message));
  }

  private void travel(Runnable arrival) {
    if (random.nextDouble() >= weather.loss()) {
      schedule(delay(), arrival);
    }
    if (random.nextDouble() < weather.duplication()) {
      schedule(10 * delay(), arrival);
    }
  }

  private long delay() {
    return 1 + random.nextLong(weather.delayNanos());
  }

  private void deliver(NodeId from, NodeId to, Message message) {
    SimulatedServer server = server(to);
    if (server.isUp() && !cut.contains(new Link(from, to))) {
      step(server, new Event.Tick(now));
      step(server, new Event.Received(from, damaged(message)));
    }
  }

  /** Now and then a chunk of a snapshot is not what it was: its checksum must tell. */
  private Message damaged(Message message) {
    return message instanceof Message.InstallRequest install && random.nextInt(50) == 0
        ? new Message.InstallRequest(
            install.term(),
            install.mark(),
            new Chunk(
                install.chunk().offset(),
                new Payload(new byte[install.chunk().bytes().size()]),
                install.chunk().last(),
                install.chunk().checksum()),
            install.round())
        : message;
  }

  private SimulatedServer server(NodeId id) {
    return Objects.requireNonNull(servers.get(id));
  }

  void request(int client, int process, NodeId to, Request request) {
    travel(() -> {
      SimulatedServer server = server(to);
      if (server.isUp()) {
        step(server, new Event.Tick(now));
        steps++;
        server.ask(client, process, request);
      }
    });
  }

  @Override
  public void respond(NodeId from, int client, int process, Response response) {
    travel(() -> clients.get(client).receive(now, process, from, response));
  }

  @Override
  public void scheduleFlush(SimulatedServer server) {
    if (flushing.add(server.id)) {
      int life = server.life();
      schedule(1 + random.nextLong(weather.fsyncNanos()), () -> flush(server, life));
    }
  }

  @Override
  public void later(SimulatedServer server, Runnable action) {
    int life = server.life();
    schedule(
        1 + random.nextLong(weather.fsyncNanos()),
        () -> {
          if (server.life() == life) {
            step(server, new Event.Tick(now));
            steps++;
            action.run();
          }
        });
  }

  private void flush(SimulatedServer server, int life) {
    if (server.life() != life) {
      return;
    }
    flushing.remove(server.id);
    step(server, new Event.Tick(now));
    steps++;
    server.flushOne();
    if (server.disk().hasPending()) {
      scheduleFlush(server);
    }
  }

  // Faults

  private void scheduleFault() {
    if (weather.faultNanos() > 0) {
      schedule(1 + random.nextLong(weather.faultNanos()), this::fault);
    }
  }

  private void fault() {
    if (weather.faultNanos() > 0) {
      if (random.nextDouble() < weather.crashes()) {
        powerFailure();
      } else {
        cutOrHeal();
      }
      scheduleFault();
    }
  }

  private void powerFailure() {
    switch (random.nextInt(5)) {
      case 0, 1 -> crash(order.get(random.nextInt(order.size())));
      case 2, 3 -> leaders().forEach(this::crash);
      default -> order.forEach(this::crash);
    }
  }

  private void cutOrHeal() {
    switch (random.nextInt(3)) {
      case 0 -> isolate(leaders());
      case 1 -> isolate(order.stream().filter(server -> random.nextBoolean()).toList());
      default -> cut.clear();
    }
  }

  private List<SimulatedServer> leaders() {
    return order.stream().filter(SimulatedServer::leads).toList();
  }

  private void crash(SimulatedServer server) {
    if (server.isUp()) {
      server.crash(random);
      flushing.remove(server.id);
      oracle.onPowerFailure();
      int life = server.life();
      schedule(
          random.nextLong(1, 1_000_000_000),
          () -> {
            if (!server.isUp() && server.life() == life) {
              restart(server);
            }
          });
    }
  }

  private void restart(SimulatedServer server) {
    watch.onStart(server.id);
    server.start(now);
  }

  /** Cuts these servers off from the others; now and then in one direction only. */
  private void isolate(List<SimulatedServer> island) {
    boolean oneWay = random.nextInt(4) == 0;
    for (SimulatedServer inside : island) {
      for (SimulatedServer outside : order) {
        if (!island.contains(outside)) {
          cut.add(new Link(inside.id, outside.id));
          if (!oneWay) {
            cut.add(new Link(outside.id, inside.id));
          }
        }
      }
    }
  }
}
