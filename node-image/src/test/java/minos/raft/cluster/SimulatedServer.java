package minos.raft.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import minos.client.Request;
import minos.client.Response;
import minos.invariant.Breach;
import minos.invariant.Incarnation;
import minos.invariant.Ledger;
import minos.invariant.Observed;
import minos.invariant.Oracle;
import minos.invariant.Watch;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Event;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;
import minos.raft.SnapshotMark;

/** One server: the protocol, a disk, a state machine, and the smallest possible driver. */
final class SimulatedServer implements Observed {
  private static final int AT_ONCE_MAX = 4;

  /** What leaves a server, and what it cannot know by itself. */
  interface Surroundings {
    void send(SimulatedServer from, NodeId to, Message message);

    void respond(NodeId from, int client, int process, Response response);

    void scheduleFlush(SimulatedServer server);

    /** Soon, and if the server still lives the same life. */
    void later(SimulatedServer server, Runnable action);

    /** A state machine has come so far. */
    void applied(long index, StateMachine machine);

    long now();

    /** The cluster's time, by which sessions expire. */
    long clusterNanos();
  }

  final NodeId id;
  private final Rules rules;
  private final Oracle oracle;
  private final Watch watch;
  private final Surroundings surroundings;
  private final Clock clock;
  private final Clientele clientele;
  private final SimulatedSnapshots snapshots;
  private final Deque<Effect.Send> gated = new ArrayDeque<>();
  private final List<Event> gathered = new ArrayList<>();
  private final SplittableRandom chance;
  private RaftConfig config;
  private SimulatedDisk disk = new SimulatedDisk();
  private Optional<RaftCore> core = Optional.empty();
  private StateMachine machine;
  private Membership membership;
  private long applied;
  private long writes;
  private int life;

  SimulatedServer(
      RaftConfig config,
      Rules rules,
      Clock clock,
      Oracle oracle,
      Watch watch,
      Surroundings surroundings) {
    this.id = config.self();
    this.config = config;
    this.rules = rules;
    this.clock = clock;
    this.oracle = oracle;
    this.watch = watch;
    this.surroundings = surroundings;
    this.machine = new StateMachine(rules);
    this.membership = config.initial();
    this.snapshots = new SimulatedSnapshots(this, rules);
    this.clientele = new Clientele(this, rules, oracle, watch, surroundings);
    this.chance = new SplittableRandom(config.seed());
  }

  void start() {
    Durable durable = disk.contents();
    oracle.onStart(this, durable);
    machine = snapshots.load();
    applied = disk.snapshotIndex();
    writes = 0;
    RaftCore started = new RaftCore(forThisLife(), durable, rules, local());
    core = Optional.of(started);
    membership = started.status().membership();
  }

  /** Each life draws timeouts of its own. */
  private RaftConfig forThisLife() {
    return new RaftConfig(
        id,
        config.incarnation(),
        config.initial(),
        config.electionTimeoutMin(),
        config.heartbeat(),
        config.maxBatchBytes(),
        config.windowBytes(),
        config.seed() + life,
        config.leaseDrift(),
        config.compaction());
  }

  void crash(SplittableRandom random) {
    core = Optional.empty();
    life++;
    gathered.clear();
    gated.clear();
    clientele.crash();
    disk.crash(random);
    snapshots.crash();
  }

  /** An empty disk takes the place of the one that there was; the server is down. */
  void wipe(RaftConfig asAnother) {
    config = asAnother;
    disk = new SimulatedDisk();
  }

  @Override
  public NodeId id() {
    return id;
  }

  @Override
  public RaftCore.Status believes() {
    return status().orElseThrow();
  }

  @Override
  public Membership initial() {
    return config.initial();
  }

  @Override
  public Incarnation incarnation() {
    return new Incarnation(id, config.incarnation());
  }

  RaftConfig config() {
    return config;
  }

  Clock clock() {
    return clock;
  }

  /** How late it is by its clock that nobody sets. */
  @Override
  public long monotonic() {
    return clock.monotonic(surroundings.now());
  }

  private long local() {
    return clock.at(surroundings.now());
  }

  boolean isUp() {
    return core.isPresent();
  }

  int life() {
    return life;
  }

  @Override
  public SimulatedDisk disk() {
    return disk;
  }

  StateMachine machine() {
    return machine;
  }

  Optional<RaftCore.Status> status() {
    return core.map(RaftCore::status);
  }

  /** Whether a command like this is in its log after that index. */
  boolean hasTakenUp(Payload command, long after) {
    return core.orElseThrow().entries(after + 1, Integer.MAX_VALUE).stream()
        .anyMatch(entry -> entry.kind() == Entry.Kind.COMMAND && entry.payload().equals(command));
  }

  /** The membership that the effects carried out so far have told of. */
  @Override
  public Membership membership() {
    return membership;
  }

  boolean leads() {
    return status().filter(status -> status.role() == Role.LEADER).isPresent();
  }

  /** When this server must be told the time, by the time of all. */
  long deadline() {
    return core.map(running -> clock.when(running.nextDeadlineNanos(), surroundings.now()))
        .orElse(Long.MAX_VALUE);
  }

  int openQuestions() {
    return clientele.open();
  }

  Event.Tick tick() {
    return new Event.Tick(local());
  }

  /** Whether it has heard of all that has happened. */
  boolean isUpToDate() {
    return gathered.isEmpty();
  }

  /**
   * Sometimes the server hears of its own clients and disk only together with what comes next: a
   * driver may do so. Of time and of messages it hears at once, since these are watched one by one.
   */
  void step(Event event) {
    boolean watched = event instanceof Event.Received || event instanceof Event.Tick;
    gathered.add(event);
    if (watched || gathered.size() == AT_ONCE_MAX || chance.nextBoolean()) {
      stepAll();
    }
  }

  private void stepAll() {
    RaftCore running = core.orElseThrow();
    List<Event> events = List.copyOf(gathered);
    gathered.clear();
    List<Effect> effects = new ArrayList<>();
    running.step(events, effects::add);
    oracle.onStep(running.status(), disk);
    for (Effect effect : effects) {
      perform(effect, running.status());
    }
    oracle.onPerformed(running.status(), applied);
  }

  void ask(int client, int process, Request request) {
    clientele.ask(client, process, request);
  }

  /** Does something in a while, on behalf of this server's life of now. */
  void later(Runnable action) {
    surroundings.later(this, action);
  }

  void flushOne() {
    disk.flushOne().ifPresent(this::persisted);
  }

  private void persisted(long write) {
    Iterator<Effect.Send> sends = gated.iterator();
    while (sends.hasNext()) {
      Effect.Send send = sends.next();
      if (send.afterWrite() <= write) {
        sends.remove();
        surroundings.send(this, send.to(), send.message());
      }
    }
    step(new Event.Persisted(write));
  }

  private void perform(Effect effect, RaftCore.Status status) {
    switch (effect) {
      case Effect.Send send -> {
        watch.onSaid(this, send.message());
        if (send.afterWrite() == 0) {
          surroundings.send(this, send.to(), send.message());
        } else {
          gated.addLast(send);
        }
      }
      case Effect.Write write -> {
        Breach.unless(write.number() == ++writes, "Effects", "writes count up", write);
        oracle.onWrite(status, write);
        submit(write);
      }
      case Effect.Compact compact -> {
        oracle.onCompact(id, compact.upTo());
        submit(compact);
      }
      case Effect.ResetLog reset -> {
        oracle.onReset(id, reset.at());
        submit(reset);
      }
      case Effect.TakeSnapshot(SnapshotMark mark) -> {
        oracle.ledger().onSnapshot(id, mark, machine.digest());
        snapshots.take(mark, machine);
      }
      case Effect.SendChunk chunk ->
          snapshots.request(chunk).ifPresent(asked -> surroundings.send(this, chunk.to(), asked));
      case Effect.StoreChunk chunk -> snapshots.store(chunk);
      case Effect.LoadSnapshot(SnapshotMark mark) -> {
        snapshots.abandon();
        machine = snapshots.load();
        applied = mark.index();
        oracle.ledger().onInstalled(id, mark, machine.digest());
        clientele.serveReads(applied);
      }
      case Effect.Apply apply -> apply(apply);
      case Effect.ServeRead read -> {
        clientele.serve(read);
        clientele.serveReads(applied);
      }
      case Effect.Reject reject -> clientele.refused(reject);
      case Effect.NoSpace noSpace -> throw new Breach("Effects", "no disk is full here");
      case Effect.Abandon abandon -> clientele.abandoned(abandon);
      case Effect.Confirm confirm -> clientele.confirmed(confirm);
      case Effect.Decline decline -> clientele.declined(decline);
      case Effect.MembershipChanged changed -> membership = changed.membership();
      case Effect.Transition transition -> {
        if (transition.role() == Role.LEADER) {
          oracle.onLeader(incarnation(), transition.term());
        }
      }
    }
  }

  private void submit(Effect change) {
    disk.submit(change);
    surroundings.scheduleFlush(this);
  }

  private void apply(Effect.Apply apply) {
    Entry entry = apply.entry();
    Breach.unless(entry.index() == ++applied, "Effects", "applies in order", entry);
    oracle.onCommit(status().orElseThrow(), entry);
    if (entry.kind() == Entry.Kind.COMMAND) {
      Stamped stamped = Ledger.stamped(rules.executedAs(entry.payload(), id));
      machine.passTimeTo(rules.sessionTime(stamped.timeNanos(), local()));
      Reply reply = machine.apply(entry.index(), stamped.command());
      oracle.ledger().onReply(id, entry, reply, machine::digest);
      surroundings.applied(entry.index(), machine);
      clientele.applied(apply, reply);
    }
    clientele.serveReads(applied);
  }
}
