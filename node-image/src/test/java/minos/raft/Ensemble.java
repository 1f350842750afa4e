package minos.raft;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Servers n1, n2, ... driven by hand, for scenarios: messages arrive at once and in order, except
 * where a server is cut off or down; disks flush at once, except where they are told to stall.
 */
final class Ensemble {
  private record Letter(NodeId from, NodeId to, Message message) {}

  private final Map<NodeId, Part> parts = new TreeMap<>();
  private final Deque<Letter> letters = new ArrayDeque<>();
  private final Set<NodeId> cut = new HashSet<>();
  private final Rules rules;
  private Predicate<Message> lost = message -> false;
  private long now;

  Ensemble(int servers, Rules rules) {
    this(servers, rules, Compaction.USUAL);
  }

  Ensemble(int servers, Rules rules, Compaction compaction) {
    this.rules = rules;
    List<NodeId> ids = IntStream.rangeClosed(1, servers).mapToObj(Ensemble::node).toList();
    for (NodeId id : ids) {
      RaftConfig config =
          new RaftConfig(id, ids, Duration.ofMillis(300), Duration.ofMillis(50), 1, 7)
              .with(compaction);
      parts.put(id, new Part(config));
    }
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
    parts.put(config.self(), new Part(config));
    return this;
  }

  static NodeId node(int number) {
    return new NodeId("n" + number);
  }

  /** One server, its disk, and all that it has ever wanted done. */
  private final class Part {
    private final RaftConfig config;
    private final List<Effect> effects = new ArrayList<>();
    private final Deque<Effect> unflushed = new ArrayDeque<>();
    private final EnsembleSnapshots snapshots = new EnsembleSnapshots();
    private final Deque<Effect.Send> gated = new ArrayDeque<>();
    private final List<Entry> disk = new ArrayList<>();
    private Ballot ballot = Ballot.NONE;
    private boolean stalled;
    private boolean down;
    private RaftCore core;

    Part(RaftConfig config) {
      this.config = config;
      this.core = new RaftCore(config, Durable.NOTHING, rules, now);
    }

    void step(Event event) {
      if (down) {
        return;
      }
      List<Effect> fresh = new ArrayList<>();
      core.step(event, fresh::add);
      effects.addAll(fresh);
      fresh.forEach(this::carryOut);
      release(0);
      if (!stalled) {
        flush();
      }
    }

    private void carryOut(Effect effect) {
      switch (effect) {
        case Effect.Send send -> gated.addLast(send);
        case Effect.Write write -> unflushed.addLast(write);
        case Effect.Compact compact -> unflushed.addLast(compact);
        case Effect.ResetLog reset -> unflushed.addLast(reset);
        case Effect.Apply apply -> snapshots.apply(apply.entry());
        case Effect.TakeSnapshot take -> snapshots.take(take.mark());
        case Effect.StoreChunk store -> snapshots.store(store);
        case Effect.LoadSnapshot load -> snapshots.load();
        case Effect.SendChunk chunk ->
            snapshots
                .request(chunk)
                .ifPresent(asked -> letters.add(new Letter(config.self(), chunk.to(), asked)));
        case Effect.ServeRead read -> {}
        case Effect.Reject reject -> {}
        case Effect.Abandon abandon -> {}
        case Effect.Confirm confirm -> {}
        case Effect.Decline decline -> {}
        case Effect.MembershipChanged changed -> {}
        case Effect.NoSpace ignored -> {}
        case Effect.Transition transition -> {}
      }
    }

    private void release(long write) {
      gated.stream()
          .filter(send -> send.afterWrite() <= write)
          .forEach(send -> letters.add(new Letter(config.self(), send.to(), send.message())));
      gated.removeIf(send -> send.afterWrite() <= write);
    }

    void flush() {
      while (!unflushed.isEmpty()) {
        switch (unflushed.removeFirst()) {
          case Effect.Write write -> {
            write.ballot().ifPresent(next -> ballot = next);
            write.truncateFrom().ifPresent(from -> disk.removeIf(e -> e.index() >= from));
            disk.addAll(write.append());
            release(write.number());
            step(new Event.Persisted(write.number()));
          }
          case Effect.Compact compact -> disk.removeIf(e -> e.index() <= compact.upTo().index());
          case Effect.ResetLog reset -> disk.clear();
          default -> throw new IllegalStateException("no change of the log");
        }
      }
      snapshots.finished().ifPresent(this::step);
    }

    Durable durable() {
      Optional<SnapshotMark> mark = snapshots.mark();
      Durable durable = new Durable(ballot, mark, List.copyOf(disk), 0);
      if (durable.isLogSuperseded()) {
        disk.clear();
      }
      return new Durable(ballot, mark, List.copyOf(disk), 0);
    }
  }

  private Part part(int number) {
    return Objects.requireNonNull(parts.get(node(number)));
  }

  /** Delivers until nobody has anything more to say. */
  Ensemble settle() {
    while (!letters.isEmpty()) {
      Letter letter = letters.removeFirst();
      if (!cut.contains(letter.from())
          && !cut.contains(letter.to())
          && !lost.test(letter.message())) {
        Objects.requireNonNull(parts.get(letter.to()))
            .step(new Event.Received(letter.from(), letter.message()));
      }
    }
    return this;
  }

  /** Lets a server's election timeout pass; nobody else's. */
  Ensemble campaign(int number) {
    Part part = part(number);
    now = Math.max(now, part.core.nextDeadlineNanos());
    part.step(new Event.Tick(now));
    return settle();
  }

  /** Lets time pass for everybody, deadline by deadline. */
  Ensemble pass(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      long next = end;
      for (Part part : parts.values()) {
        next = part.down ? next : Math.min(next, part.core.nextDeadlineNanos());
      }
      now = Math.max(next, now);
      parts.values().forEach(part -> part.step(new Event.Tick(now)));
      settle();
    }
    return this;
  }

  /** Lets the shortest election timeout pass for everybody: no leader is heard meanwhile. */
  Ensemble forgetLeaders() {
    now += Duration.ofMillis(300).toNanos();
    parts.values().forEach(part -> part.step(new Event.Tick(now)));
    letters.clear();
    return this;
  }

  Ensemble heartbeat(int number) {
    now += Duration.ofMillis(50).toNanos();
    part(number).step(new Event.Tick(now));
    return settle();
  }

  Ensemble propose(int number, long request, String command) {
    part(number).step(new Event.Proposed(request, payload(command)));
    return this;
  }

  Ensemble change(int number, long request, MembershipChange change) {
    part(number).step(new Event.MembershipProposed(request, change));
    return this;
  }

  Ensemble transfer(int number, long request, int target) {
    part(number).step(new Event.TransferRequested(request, Optional.of(node(target))));
    return this;
  }

  Ensemble read(int number, long request) {
    part(number).step(new Event.ReadRequested(request));
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
    part(number).step(new Event.Received(node(from), message));
  }

  Ensemble heal() {
    lost = message -> false;
    cut.clear();
    return this;
  }

  Ensemble stallDisk(int number) {
    part(number).stalled = true;
    return this;
  }

  Ensemble resumeDisk(int number) {
    part(number).stalled = false;
    part(number).flush();
    return settle();
  }

  /** Power fails; what was not flushed is gone. */
  Ensemble crash(int number) {
    Part part = part(number);
    part.down = true;
    part.unflushed.clear();
    part.gated.clear();
    part.snapshots.crash();
    return this;
  }

  Ensemble restart(int number) {
    Part part = part(number);
    part.down = false;
    part.stalled = false;
    part.snapshots.load();
    part.core = new RaftCore(part.config, part.durable(), rules, now);
    part.effects.clear();
    return this;
  }

  /** Puts a log onto a server's disk, an entry for each of these terms, and starts from it. */
  Ensemble startFrom(int number, long term, long... termsOfEntries) {
    Part part = part(number);
    part.ballot = new Ballot(term, Optional.empty());
    part.disk.clear();
    for (int i = 0; i < termsOfEntries.length; i++) {
      EntryId id = new EntryId(termsOfEntries[i], i + 1);
      part.disk.add(new Entry(id, Entry.Kind.COMMAND, payload("" + id)));
    }
    return restart(number);
  }

  RaftCore.Status status(int number) {
    return part(number).core.status();
  }

  /** The terms of the entries on a server's disk. */
  List<Long> disk(int number) {
    return part(number).disk.stream().map(Entry::term).toList();
  }

  /** The commands that make up a server's state, from its snapshot and from its log. */
  List<String> state(int number) {
    return part(number).snapshots.state();
  }

  /** What a server wanted done since it started. */
  <T extends Effect> List<T> effects(int number, Class<T> kind) {
    return part(number).effects.stream().filter(kind::isInstance).map(kind::cast).toList();
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
