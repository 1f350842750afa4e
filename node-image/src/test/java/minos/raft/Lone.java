package minos.raft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One server under test, {@code me}, among others who say only what the test puts into their mouth.
 */
final class Lone {
  private static final NodeId ME = new NodeId("me");

  private final RaftCore core;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Long> timeouts = new ArrayList<>();
  private long now;

  Lone(Durable durable) {
    this(durable, new NodeId("anna"), new NodeId("bert"));
  }

  Lone(Durable durable, NodeId... others) {
    this(durable, Rules.OF_THE_PAPER, others);
  }

  Lone(Durable durable, Rules rules, NodeId... others) {
    this(durable, rules, config(others));
  }

  Lone(Durable durable, Rules rules, RaftConfig config) {
    this(new RaftCore(config, durable, rules, 0));
  }

  /** The same server, started later. */
  static Lone startedAt(long nanos) {
    return new Lone(
        new RaftCore(
            config(new NodeId("anna"), new NodeId("bert")),
            Durable.NOTHING,
            Rules.OF_THE_PAPER,
            nanos));
  }

  private Lone(RaftCore core) {
    this.core = core;
  }

  static RaftConfig config(NodeId... others) {
    List<NodeId> all = Stream.concat(Stream.of(others), Stream.of(ME)).toList();
    return new RaftConfig(ME, all, Duration.ofMillis(300), Duration.ofMillis(50), 1 << 10, 1);
  }

  /** A log with an entry of each of these terms. */
  static List<Entry> log(long... terms) {
    List<Entry> log = new ArrayList<>();
    for (long term : terms) {
      log.add(entry(term, log.size() + 1));
    }
    return log;
  }

  static Entry entry(long term, long index) {
    return new Entry(
        new EntryId(term, index), Entry.Kind.COMMAND, new Payload(new byte[] {(byte) index}));
  }

  /** A leader of term 1 with its no-op at index 1, persisted, and nothing said since. */
  static Lone leader(Rules rules, NodeId... others) {
    return new Lone(Durable.NOTHING, rules, others).takesOffice(others);
  }

  /** A leader with leases, as {@link #leader}. */
  static Lone leaderWithLease(double drift, Rules rules, NodeId... others) {
    return new Lone(Durable.NOTHING, rules, config(others).withLeases(drift)).takesOffice(others);
  }

  Lone takesOffice(NodeId... others) {
    timesOut();
    for (NodeId other : others) {
      receives(other, new Message.PreVoteReply(0, true));
    }
    persistAll();
    for (NodeId other : others) {
      receives(other, new Message.VoteReply(1, true));
    }
    return this;
  }

  RaftCore core() {
    return core;
  }

  long nowNanos() {
    return now;
  }

  List<Long> timeouts() {
    return timeouts;
  }

  void steps(Event event) {
    core.step(event, effects::add);
  }

  void stepsAtOnce(Event... events) {
    core.step(List.of(events), effects::add);
  }

  void receives(NodeId from, Message message) {
    steps(new Event.Received(from, message));
  }

  /** Lets time pass without a tick in between. */
  void passes(long millis) {
    now += Duration.ofMillis(millis).toNanos();
    steps(new Event.Tick(now));
  }

  void tickAt(long millis) {
    now = Duration.ofMillis(millis).toNanos();
    steps(new Event.Tick(now));
  }

  void timesOut() {
    timeouts.add(core.nextDeadlineNanos() - now);
    now = core.nextDeadlineNanos();
    steps(new Event.Tick(now));
  }

  void persistAll() {
    steps(new Event.Persisted(of(Effect.Write.class).getLast().number()));
  }

  void persistAllUpTo(long write) {
    steps(new Event.Persisted(write));
  }

  List<Effect.Send> sends() {
    return of(Effect.Send.class);
  }

  List<Message> sentTo(NodeId to) {
    return sends().stream().filter(send -> send.to().equals(to)).map(Effect.Send::message).toList();
  }

  <T extends Effect> List<T> of(Class<T> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  void forgetEffects() {
    effects.clear();
  }
}
