package minos.raft;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One server of an {@link Ensemble}, its disk, and all that it has ever wanted done. */
final class EnsembleServer {
  private final RaftConfig config;
  private final Rules rules;
  private final BiConsumer<NodeId, Message> network;
  private final List<Effect> effects = new ArrayList<>();
  private final Deque<Effect> unflushed = new ArrayDeque<>();
  private final EnsembleSnapshots snapshots = new EnsembleSnapshots();
  private final Deque<Effect.Send> gated = new ArrayDeque<>();
  private final List<Entry> disk = new ArrayList<>();
  private Ballot ballot = Ballot.NONE;
  private boolean stalled;
  private boolean down;
  private RaftCore core;

  /**
   * @param network takes what leaves the server, and for whom
   */
  EnsembleServer(RaftConfig config, Rules rules, long now, BiConsumer<NodeId, Message> network) {
    this.config = config;
    this.rules = rules;
    this.network = network;
    this.core = new RaftCore(config, Durable.NOTHING, rules, now);
  }

  RaftCore core() {
    return core;
  }

  long incarnation() {
    return config.incarnation();
  }

  boolean isUp() {
    return !down;
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
          snapshots.request(chunk).ifPresent(asked -> network.accept(chunk.to(), asked));
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
        .forEach(send -> network.accept(send.to(), send.message()));
    gated.removeIf(send -> send.afterWrite() <= write);
  }

  private void flush() {
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

  private Durable durable() {
    Optional<SnapshotMark> mark = snapshots.mark();
    Durable durable = new Durable(ballot, mark, List.copyOf(disk), 0);
    if (durable.isLogSuperseded()) {
      disk.clear();
    }
    return new Durable(ballot, mark, List.copyOf(disk), 0);
  }

  void stallDisk() {
    stalled = true;
  }

  void resumeDisk() {
    stalled = false;
    flush();
  }

  /** Power fails; what was not flushed is gone. */
  void crash() {
    down = true;
    unflushed.clear();
    gated.clear();
    snapshots.crash();
  }

  void restart(long now) {
    down = false;
    stalled = false;
    snapshots.load();
    core = new RaftCore(config, durable(), rules, now);
    effects.clear();
  }

  /** Puts a log onto the disk, an entry for each of these terms, and starts from it. */
  void startFrom(long term, long[] termsOfEntries, long now) {
    ballot = new Ballot(term, Optional.empty());
    disk.clear();
    for (int i = 0; i < termsOfEntries.length; i++) {
      EntryId id = new EntryId(termsOfEntries[i], i + 1);
      disk.add(new Entry(id, Entry.Kind.COMMAND, new Payload(id.toString().getBytes(UTF_8))));
    }
    restart(now);
  }

  /** The terms of the entries on the disk. */
  List<Long> disk() {
    return disk.stream().map(Entry::term).toList();
  }

  /** The commands that make up the state, from the snapshot and from the log. */
  List<String> state() {
    return snapshots.state();
  }

  /** What the server wanted done since it started. */
  <T extends Effect> List<T> effects(Class<T> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
