package minos.node;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.StateMachine;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Member;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;

/**
 * Whole servers and real clients in one thread, on virtual time: a network that loses and delays
 * what servers say to one another, as a seed has it, and servers that can be detached, killed and
 * started again. Disks keep what they were given half a millisecond before.
 */
final class Laboratory {
  private static final long MILLISECOND = 1_000_000;

  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /**
   * What may befall the servers' messages.
   *
   * @param loss share of them that is lost
   * @param delayMillis at most; they overtake one another
   */
  record Network(String name, double loss, long delayMillis) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Map<NodeId, Server> servers = new TreeMap<>();
  private final Set<NodeId> detached = new HashSet<>();
  private final List<NodeId> ids;
  private final Network network;
  private final SplittableRandom random;
  private long now;
  private long scheduled;

  Laboratory(int size, Network network, long seed) {
    this.network = network;
    this.random = new SplittableRandom(seed);
    this.ids = IntStream.rangeClosed(1, size).mapToObj(n -> new NodeId("n" + n)).toList();
    ids.forEach(id -> servers.put(id, new Server(id)));
    ids.forEach(this::start);
  }

  /** One server, and what its disk holds. */
  private final class Server extends Nowhere {
    private final NodeId id;
    private final List<Entry> log = new ArrayList<>();
    private Ballot ballot = Ballot.NONE;
    private Optional<Replica> replica = Optional.empty();
    private StateMachine machine = new StateMachine(Rules.OF_THE_PAPER);
    private int life;

    Server(NodeId id) {
      this.id = id;
    }

    void start() {
      life++;
      machine = new StateMachine(Rules.OF_THE_PAPER);
      Durable durable = new Durable(ballot, List.copyOf(log));
      RaftConfig config = RaftConfig.of(id, ids, random.nextLong());
      replica =
          Optional.of(
              new Replica(new RaftCore(config, durable, Rules.OF_THE_PAPER, now), machine, this));
      wake();
    }

    /** Its timers run for as long as it lives. */
    private void wake() {
      int thisLife = life;
      long next = replica.orElseThrow().nextDeadlineNanos();
      schedule(
          Math.max(MILLISECOND, next - now),
          () -> {
            if (isUp() && life == thisLife) {
              replica.orElseThrow().tick(now);
              wake();
            }
          });
    }

    boolean isUp() {
      return replica.isPresent();
    }

    @Override
    public void send(NodeId to, Message message) {
      if (random.nextDouble() >= network.loss()) {
        long delay = 1 + random.nextLong(network.delayMillis() * MILLISECOND);
        schedule(delay, () -> deliver(id, to, message));
      }
    }

    @Override
    public void persist(Effect.Write write) {
      int thisLife = life;
      schedule(
          MILLISECOND / 2,
          () -> {
            if (isUp() && life == thisLife) {
              write.ballot().ifPresent(next -> ballot = next);
              write
                  .truncateFrom()
                  .ifPresent(from -> log.subList((int) from - 1, log.size()).clear());
              log.addAll(write.append());
              replica.orElseThrow().tick(now);
              replica.orElseThrow().persisted(write.number());
            }
          });
    }
  }

  private void schedule(long delay, Runnable action) {
    due.add(new Due(now + delay, scheduled++, action));
  }

  private Server server(NodeId id) {
    return requireNonNull(servers.get(id));
  }

  private void deliver(NodeId from, NodeId to, Message message) {
    Server target = server(to);
    if (target.isUp() && !detached.contains(from) && !detached.contains(to)) {
      target.replica.orElseThrow().tick(now);
      target.replica.orElseThrow().received(from, Member.UNKNOWN, message);
    }
  }

  // Time

  /** Lets time pass until something holds, for a minute at most. */
  void until(String what, BooleanSupplier condition) {
    long end = now + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (now > end) {
        fail("not within a minute: " + what);
      }
      advance();
    }
  }

  void pass(Duration time) {
    long end = now + time.toNanos();
    schedule(time.toNanos(), () -> {});
    while (now < end) {
      advance();
    }
  }

  private void advance() {
    Due next = due.remove();
    now = next.at();
    next.action().run();
  }

  // Faults

  void start(NodeId id) {
    server(id).start();
  }

  /** As {@code kill -9} does it. */
  void kill(NodeId id) {
    server(id).replica = Optional.empty();
  }

  void detach(NodeId... some) {
    detached.addAll(Arrays.asList(some));
  }

  void attach(NodeId... some) {
    detached.removeAll(Arrays.asList(some));
  }

  NodeId anyOf(List<NodeId> some) {
    return some.get(random.nextInt(some.size()));
  }

  // What is seen

  List<NodeId> ids() {
    return ids;
  }

  List<NodeId> up() {
    return ids.stream().filter(id -> server(id).isUp()).toList();
  }

  RaftCore.Status status(NodeId id) {
    return server(id).replica.orElseThrow().status();
  }

  /** Waits for a leader among the servers that are attached. */
  NodeId leader() {
    until("a leader", () -> leaders().size() == 1);
    return leaders().getFirst();
  }

  private List<NodeId> leaders() {
    return up().stream()
        .filter(id -> !detached.contains(id) && status(id).role() == Role.LEADER)
        .toList();
  }

  /** Waits until all servers that are up and attached have applied the same. */
  void agree() {
    until(
        "equal states",
        () -> {
          List<NodeId> all = up().stream().filter(id -> !detached.contains(id)).toList();
          return all.stream().map(id -> status(id).commitIndex()).distinct().count() == 1
              && all.stream().map(id -> status(id).lastIndex()).distinct().count() == 1
              && all.stream().map(id -> server(id).machine.digest()).distinct().count() == 1;
        });
  }

  List<Entry> log(NodeId id) {
    return List.copyOf(server(id).log);
  }

  StateMachine machine(NodeId id) {
    return server(id).machine;
  }

  // Clients; their own connections lose nothing

  /** A client that asks these servers, the first of them first. */
  Caller client(long seed, List<NodeId> asked) {
    return new Caller(seed, asked);
  }

  /** A real client; one call after the other, or many at a time. */
  final class Caller {
    private final ClientCore core;
    private final Map<Long, Outcome> outcomes = new TreeMap<>();
    private long lastCall;

    Caller(long seed, List<NodeId> asked) {
      core = new ClientCore(asked, Duration.ofSeconds(10), seed, now);
    }

    /** Begins a call, and says under which number its outcome will be found. */
    long begin(Change change) {
      long call = ++lastCall;
      step(new ClientCore.Event.Tick(now));
      step(new ClientCore.Event.Change(call, change));
      return call;
    }

    Optional<Outcome> outcome(long call) {
      return Optional.ofNullable(outcomes.get(call));
    }

    Outcome change(Change change) {
      long call = begin(change);
      until("an outcome", () -> outcome(call).isPresent());
      return outcome(call).orElseThrow();
    }

    Outcome ask(Query query) {
      long call = ++lastCall;
      step(new ClientCore.Event.Tick(now));
      step(new ClientCore.Event.Ask(call, query));
      until("an outcome", () -> outcome(call).isPresent());
      return outcome(call).orElseThrow();
    }

    private void step(ClientCore.Event event) {
      core.step(event, this::carryOut);
      long deadline = core.nextDeadlineNanos();
      if (deadline != Long.MAX_VALUE) {
        schedule(Math.max(1, deadline - now), () -> wake(deadline));
      }
    }

    /** Only the newest deadline matters. */
    private void wake(long deadline) {
      if (core.nextDeadlineNanos() == deadline) {
        step(new ClientCore.Event.Tick(now));
      }
    }

    private void carryOut(ClientCore.Effect effect) {
      switch (effect) {
        case ClientCore.Effect.Send send -> schedule(MILLISECOND, () -> arrive(send));
        case ClientCore.Effect.Finish(long call, Outcome outcome) -> outcomes.put(call, outcome);
      }
    }

    private void arrive(ClientCore.Effect.Send send) {
      Server target = server(send.to());
      if (!target.isUp()) {
        step(new ClientCore.Event.Unreachable(send.to(), "connection refused"));
        return;
      }
      target.replica.orElseThrow().tick(now);
      target
          .replica
          .orElseThrow()
          .asked(
              send.request(),
              response ->
                  schedule(
                      MILLISECOND,
                      () -> {
                        step(new ClientCore.Event.Tick(now));
                        step(new ClientCore.Event.Received(send.to(), response));
                      }));
    }
  }
}
