package minos.raft.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Event;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;
import minos.raft.SnapshotMark;

/** One server: the protocol, a disk, a state machine, and the smallest possible driver. */
final class SimulatedServer {
  private static final int AT_ONCE_MAX = 4;

  /** What leaves a server, besides messages to others. */
  interface Surroundings {
    void send(NodeId from, NodeId to, minos.raft.Message message);

    void respond(NodeId from, int client, int process, Response response);

    void scheduleFlush(SimulatedServer server);

    /** Soon, and if the server still lives the same life. */
    void later(SimulatedServer server, Runnable action);
  }

  /** A question of a client that this server has not answered yet. */
  private record Asked(int client, int process, long id, Optional<Query> query, long floor) {}

  private record Waiting(Effect.ServeRead read, Asked asked) {}

  final NodeId id;
  private final RaftConfig config;
  private final Rules rules;
  private final Oracle oracle;
  private final Surroundings surroundings;
  private final SimulatedDisk disk = new SimulatedDisk();
  private final SimulatedSnapshots snapshots;
  private final Deque<Effect.Send> gated = new ArrayDeque<>();
  private final List<Waiting> reads = new ArrayList<>();
  private final Map<Long, Asked> open = new HashMap<>();
  private final Set<Long> taken = new HashSet<>();
  private Optional<RaftCore> core = Optional.empty();
  private StateMachine machine;
  private long applied;
  private final List<Event> gathered = new ArrayList<>();
  private final SplittableRandom chance;
  private long writes;
  private long lastRequest;
  private int life;

  SimulatedServer(RaftConfig config, Rules rules, Oracle oracle, Surroundings surroundings) {
    this.id = config.self();
    this.config = config;
    this.rules = rules;
    this.oracle = oracle;
    this.surroundings = surroundings;
    this.machine = new StateMachine(rules);
    this.snapshots = new SimulatedSnapshots(this, rules);
    this.chance = new SplittableRandom(config.seed());
  }

  void start(long now) {
    Durable durable = disk.contents();
    oracle.onStart(id, durable);
    machine = snapshots.load();
    applied = disk.snapshotIndex();
    writes = 0;
    core = Optional.of(new RaftCore(config, durable, rules, now));
  }

  void crash(SplittableRandom random) {
    core = Optional.empty();
    life++;
    gathered.clear();
    gated.clear();
    reads.clear();
    open.clear();
    disk.crash(random);
    snapshots.crash();
  }

  boolean isUp() {
    return core.isPresent();
  }

  int life() {
    return life;
  }

  SimulatedDisk disk() {
    return disk;
  }

  StateMachine machine() {
    return machine;
  }

  Optional<RaftCore.Status> status() {
    return core.map(RaftCore::status);
  }

  boolean leads() {
    return status().filter(status -> status.role() == Role.LEADER).isPresent();
  }

  long deadline() {
    return core.map(RaftCore::nextDeadlineNanos).orElse(Long.MAX_VALUE);
  }

  /** A question without an answer stays open for ever: for the test that none does. */
  int openQuestions() {
    return open.size();
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
  }

  void ask(int client, int process, Request request) {
    long number = ++lastRequest;
    switch (request) {
      case Request.Propose(long asked, Command command) -> {
        open.put(number, new Asked(client, process, asked, Optional.empty(), 0));
        boolean alone = gathered.isEmpty();
        long lastIndex = status().orElseThrow().lastIndex();
        step(new Event.Proposed(number, new Stamped(0, command).encode()));
        if (alone && status().orElseThrow().lastIndex() > lastIndex) {
          taken.add(number);
        }
      }
      case Request.Read(long asked, Query query, boolean anywhere) -> {
        open.put(number, new Asked(client, process, asked, Optional.of(query), oracle.readFloor()));
        step(new Event.ReadRequested(number, anywhere));
      }
      case Request.Administer(long asked, ClusterRequest wish) -> {
        open.put(number, new Asked(client, process, asked, Optional.empty(), oracle.readFloor()));
        step(
            switch (wish) {
              case ClusterRequest.Members() -> new Event.ReadRequested(number);
              case ClusterRequest.Change(MembershipChange change) ->
                  new Event.MembershipProposed(number, change);
              case ClusterRequest.Transfer(Optional<NodeId> target) ->
                  new Event.TransferRequested(number, target);
            });
      }
    }
  }

  /** Does something in a while, on behalf of this server's life of now. */
  void later(Runnable action) {
    surroundings.later(this, action);
  }

  private Response cluster(long asked) {
    RaftCore.Status status = status().orElseThrow();
    return new Response.Administered(
        asked, new ClusterView(status.leader(), status.term(), status.membership()));
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
        surroundings.send(id, send.to(), send.message());
      }
    }
    step(new Event.Persisted(write));
  }

  private void perform(Effect effect, RaftCore.Status status) {
    switch (effect) {
      case Effect.Send send when send.afterWrite() == 0 ->
          surroundings.send(id, send.to(), send.message());
      case Effect.Send send -> gated.addLast(send);
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
        oracle.onSnapshot(id, mark, machine);
        snapshots.take(mark, machine);
      }
      case Effect.SendChunk chunk ->
          snapshots.request(chunk).ifPresent(asked -> surroundings.send(id, chunk.to(), asked));
      case Effect.StoreChunk chunk -> snapshots.store(chunk);
      case Effect.LoadSnapshot(SnapshotMark mark) -> {
        snapshots.abandon();
        machine = snapshots.load();
        applied = mark.index();
        oracle.onInstalled(id, mark, machine);
        serveReads();
      }
      case Effect.Apply apply -> apply(apply);
      case Effect.ServeRead read -> {
        reads.add(new Waiting(read, take(read.request())));
        serveReads();
      }
      case Effect.Reject(long request, Optional<NodeId> leader) -> {
        Breach.unless(!taken.contains(request), "Outcomes", request, "is in the log, but rejected");
        Asked asked = take(request);
        respond(asked, new Response.Rejected(asked.id(), leader));
      }
      case Effect.NoSpace noSpace -> throw new Breach("Effects", "no disk is full here");
      case Effect.Abandon(long request, Optional<NodeId> leader) -> {
        Asked asked = take(request);
        respond(asked, new Response.Indeterminate(asked.id(), leader));
      }
      case Effect.Confirm(long request) -> {
        Asked asked = take(request);
        respond(asked, cluster(asked.id()));
      }
      case Effect.Decline(long request, String why) -> {
        Asked asked = take(request);
        respond(asked, new Response.Declined(asked.id(), why));
      }
      case Effect.MembershipChanged changed -> {}
      case Effect.Transition transition -> {
        if (transition.role() == Role.LEADER) {
          oracle.onLeader(id, transition.term());
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
      Reply reply = machine.apply(entry.index(), Oracle.command(entry));
      oracle.onReply(id, entry, reply, machine);
      apply
          .request()
          .ifPresent(request -> {
            oracle.onAcknowledged(entry.index());
            Asked asked = take(request);
            respond(asked, new Response.Answered(asked.id(), reply));
          });
    }
    serveReads();
  }

  private void serveReads() {
    Iterator<Waiting> waiting = reads.iterator();
    while (waiting.hasNext()) {
      Waiting next = waiting.next();
      if (next.read().atIndex() <= applied) {
        waiting.remove();
        oracle.onRead(id, next.asked().floor(), next.read().atIndex(), applied);
        long asked = next.asked().id();
        respond(
            next.asked(),
            next.asked()
                .query()
                .<Response>map(query -> new Response.Answered(asked, machine.ask(query)))
                .orElseGet(() -> cluster(asked)));
      }
    }
  }

  private Asked take(long request) {
    Asked asked = open.remove(request);
    if (asked == null) {
      throw new Breach("Effects", "request " + request + " answered twice");
    }
    return asked;
  }

  private void respond(Asked asked, Response response) {
    surroundings.respond(id, asked.client(), asked.process(), response);
  }
}
