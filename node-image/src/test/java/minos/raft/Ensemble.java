package minos.raft;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Servers n1, n2, ... driven by hand, for scenarios: messages arrive at once and in order, except
 * where a server is cut off or down; disks flush at once, except where they are told to stall.
 */
final class Ensemble {
  private record Letter(NodeId from, NodeId to, Message message) {}

  private final Map<NodeId, EnsembleServer> servers = new TreeMap<>();
  private final Deque<Letter> letters = new ArrayDeque<>();
  private final Set<NodeId> cut = new HashSet<>();
  private final Rules rules;
  private final UnaryOperator<RaftConfig> settings;
  private Predicate<Message> lost = message -> false;
  private long now;

  Ensemble(int servers, Rules rules) {
    this(servers, rules, Compaction.USUAL);
  }

  Ensemble(int servers, Rules rules, Compaction compaction) {
    this(servers, rules, config -> config.with(compaction));
  }

  Ensemble(int servers, Rules rules, UnaryOperator<RaftConfig> settings) {
    this.rules = rules;
    this.settings = settings;
    List<NodeId> ids = IntStream.rangeClosed(1, servers).mapToObj(Ensemble::node).toList();
    for (NodeId id : ids) {
      start(new RaftConfig(id, ids, Duration.ofMillis(300), Duration.ofMillis(50), 1, 7));
    }
  }

  private void start(RaftConfig usual) {
    RaftConfig config = settings.apply(usual);
    NodeId id = config.self();
    servers.put(
        id,
        new EnsembleServer(
            config, rules, now, (to, message) -> letters.add(new Letter(id, to, message))));
  }

  /** One more server: it waits until the cluster adds it. */
  Ensemble start(int number) {
    RaftConfig config =
        new RaftConfig(
            node(number),
            Member.UNKNOWN,
            Membership.NOBODY,
            Duration.ofMillis(300),
            Duration.ofMillis(50),
            1,
            7);
    start(config);
    return this;
  }

  static NodeId node(int number) {
    return new NodeId("n" + number);
  }

  private EnsembleServer server(int number) {
    return Objects.requireNonNull(servers.get(node(number)));
  }

  /** Delivers until nobody has anything more to say. */
  Ensemble settle() {
    while (!letters.isEmpty()) {
      Letter letter = letters.removeFirst();
      if (!cut.contains(letter.from())
          && !cut.contains(letter.to())
          && !lost.test(letter.message())) {
        long incarnation = Objects.requireNonNull(servers.get(letter.from())).incarnation();
        Objects.requireNonNull(servers.get(letter.to()))
            .step(new Event.Received(letter.from(), incarnation, letter.message()));
      }
    }
    return this;
  }

  /** Lets a server's election timeout pass; nobody else's. */
  Ensemble campaign(int number) {
    EnsembleServer server = server(number);
    now = Math.max(now, server.core().nextDeadlineNanos());
    server.step(new Event.Tick(now));
    return settle();
  }

  /** Lets time pass for everybody, deadline by deadline. */
  Ensemble pass(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      long next = end;
      for (EnsembleServer server : servers.values()) {
        next = !server.isUp() ? next : Math.min(next, server.core().nextDeadlineNanos());
      }
      now = Math.max(next, now);
      servers.values().forEach(server -> server.step(new Event.Tick(now)));
      settle();
    }
    return this;
  }

  /** Lets the shortest election timeout pass for everybody: no leader is heard meanwhile. */
  Ensemble forgetLeaders() {
    now += Duration.ofMillis(300).toNanos();
    servers.values().forEach(server -> server.step(new Event.Tick(now)));
    letters.clear();
    return this;
  }

  Ensemble heartbeat(int number) {
    now += Duration.ofMillis(50).toNanos();
    server(number).step(new Event.Tick(now));
    return settle();
  }

  Ensemble propose(int number, long request, String command) {
    server(number).step(new Event.Proposed(request, payload(command)));
    return this;
  }

  Ensemble change(int number, long request, MembershipChange change) {
    server(number).step(new Event.MembershipProposed(request, change));
    return this;
  }

  Ensemble transfer(int number, long request, int target) {
    server(number).step(new Event.TransferRequested(request, Optional.of(node(target))));
    return this;
  }

  Ensemble read(int number, long request) {
    server(number).step(new Event.ReadRequested(request));
    return this;
  }

  static Payload payload(String command) {
    return new Payload(command.getBytes(UTF_8));
  }

  Ensemble cut(int... numbers) {
    for (int number : numbers) {
      cut.add(node(number));
    }
    return this;
  }

  /** Loses all messages like this, until the ensemble heals. */
  Ensemble lose(Predicate<Message> kind) {
    lost = kind;
    return this;
  }

  /** Hands a server a message that nobody has sent. */
  void receive(int number, int from, Message message) {
    server(number).step(new Event.Received(node(from), message));
  }

  Ensemble heal() {
    lost = message -> false;
    cut.clear();
    return this;
  }

  Ensemble stallDisk(int number) {
    server(number).stallDisk();
    return this;
  }

  Ensemble resumeDisk(int number) {
    server(number).resumeDisk();
    return settle();
  }

  /** Power fails; what was not flushed is gone. */
  Ensemble crash(int number) {
    server(number).crash();
    return this;
  }

  Ensemble restart(int number) {
    server(number).restart(now);
    return this;
  }

  /** Puts a log onto a server's disk, an entry for each of these terms, and starts from it. */
  Ensemble startFrom(int number, long term, long... termsOfEntries) {
    server(number).startFrom(term, termsOfEntries, now);
    return this;
  }

  RaftCore.Status status(int number) {
    return server(number).core().status();
  }

  /** The terms of the entries on a server's disk. */
  List<Long> disk(int number) {
    return server(number).disk();
  }

  /** The commands that make up a server's state, from its snapshot and from its log. */
  List<String> state(int number) {
    return server(number).state();
  }

  /** What a server wanted done since it started. */
  <T extends Effect> List<T> effects(int number, Class<T> kind) {
    return server(number).effects(kind);
  }

  /** The commands that a server has applied since it started. */
  List<String> applied(int number) {
    return effects(number, Effect.Apply.class).stream()
        .map(Effect.Apply::entry)
        .filter(entry -> entry.kind() == Entry.Kind.COMMAND)
        .map(entry -> new String(entry.payload().bytes(), UTF_8))
        .toList();
  }
}
