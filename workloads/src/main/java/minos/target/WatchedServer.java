package minos.target;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.client.Request;
import minos.client.Response;
import minos.invariant.Breach;
import minos.invariant.Incarnation;
import minos.invariant.KnownDisk;
import minos.invariant.Observed;
import minos.invariant.Oracle;
import minos.invariant.Watch;
import minos.kv.Reply;
import minos.node.Onlooker;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.SnapshotMark;
import minos.raft.Space;
import org.jspecify.annotations.Nullable;

/** One server over all its lives, as its {@link Witness} sees it. */
final class WatchedServer implements Observed, Onlooker {
  /** A server that hears of its deadline so much later has been stopped meanwhile. */
  private static final long LATE_NANOS = 1_000_000;

  /** What of a running server can be seen only by asking it. */
  interface Life {
    RaftCore.Status status();

    long monotonic();

    long applied();

    long digest();
  }

  /** What a client has asked, and what it must see at least if it reads. */
  private record Asked(long at, long floor) {}

  private final NodeId id;
  private final Membership initial;
  private final Witness witness;
  private final Map<Long, Asked> asked = new HashMap<>();
  private KnownDisk disk = new KnownDisk();
  private Incarnation incarnation;
  private Membership membership;
  private @Nullable Life life;
  private RaftCore.@Nullable Status before;
  private Optional<SnapshotMark> loading = Optional.empty();
  private Optional<Effect> answering = Optional.empty();
  private Optional<Response> answer = Optional.empty();
  private Space space = Space.ENOUGH;

  /** Between its lives; and whether it is since the last time. */
  private boolean touched;

  private boolean harmed;
  private boolean refuses;

  WatchedServer(NodeId id, Membership initial, Witness witness) {
    this.id = id;
    this.initial = initial;
    this.witness = witness;
    this.incarnation = new Incarnation(id, 0);
    this.membership = initial;
  }

  private Oracle oracle() {
    return witness.oracle();
  }

  private Watch watch() {
    return witness.watch();
  }

  @Override
  public NodeId id() {
    return id;
  }

  @Override
  public Incarnation incarnation() {
    return incarnation;
  }

  private Life life() {
    if (life == null) {
      throw new IllegalStateException(id + " is not up");
    }
    return life;
  }

  @Override
  public RaftCore.Status believes() {
    return life().status();
  }

  @Override
  public long monotonic() {
    return life().monotonic();
  }

  @Override
  public Membership membership() {
    return membership;
  }

  @Override
  public Membership initial() {
    return initial;
  }

  @Override
  public KnownDisk disk() {
    return disk;
  }

  /** Somebody has changed its files while it was down. */
  void harmed() {
    touched = true;
  }

  @Override
  public boolean isHarmed() {
    return harmed;
  }

  /** It starts, and finds this on its disk. */
  void boots(long drawn, Durable found, Life begun) {
    life = begun;
    before = null;
    loading = Optional.empty();
    answering = Optional.empty();
    asked.clear();
    space = Space.ENOUGH;
    membership = begun.status().membership();
    harmed = touched || found.damagedIn() != 0;
    touched = false;
    witness.look(() -> {
      oracle().onPowerFailure();
      if (drawn != incarnation.number()) {
        incarnation = new Incarnation(id, drawn);
        disk = new KnownDisk();
      }
      disk.found(found, harmed);
      oracle().onStart(this, found);
      watch().onStart(this);
    });
  }

  /** All writes up to this number are on the disk, as it says. */
  void forced(long write) {
    disk.forced(write);
  }

  /** Time passes, and it is told so; so late, that it must have stood still. */
  void late(long nanos, Runnable tick) {
    if (nanos < LATE_NANOS) {
      tick.run();
      return;
    }
    RaftCore.Status asleep = believes();
    witness.look(() -> watch().onWaking(this));
    tick.run();
    witness.look(() -> watch().onWoken(this, asleep));
  }

  void sends(NodeId to, Message message) {
    witness.look(() -> {
      oracle().onMessage(this, to, message);
      watch().onSent(this, message);
      if (message instanceof Message.ReadIndexReply reply && reply.granted()) {
        watch().reigns().onReadIndexGiven(this, to, reply.id());
      }
    });
  }

  /** It answers a client. */
  void answers(Request request, Response response) {
    answer = Optional.of(response);
    witness.look(() ->
        Breach.unless(
            !(answering.orElse(null) instanceof Effect.Abandon)
                || !(request instanceof Request.Propose)
                || response instanceof Response.Indeterminate,
            "Outcomes",
            response,
            "where nobody can know",
            id));
  }

  @Override
  public void telling(Event event) {
    witness.look(() -> {
      before = believes();
      refuses = false;
      switch (event) {
        case Event.ReadRequested read ->
            asked.put(read.request(), new Asked(monotonic(), oracle().readFloor()));
        case Event.TransferRequested transfer -> watch().reigns().onTransferAsked(this);
        case Event.SnapshotTaken taken -> disk.keeps(taken.mark());
        case Event.SnapshotReceived received -> disk.keeps(received.mark());
        case Event.SpaceChanged changed -> space = changed.space();
        default -> {}
      }
      watch().beforeStep(this, event);
    });
  }

  @Override
  public void told(Event event) {
    witness.look(() -> {
      RaftCore.Status after = believes();
      RaftCore.Status then = before == null ? after : before;
      oracle().onStep(after, disk);
      if (loading.isEmpty()) {
        oracle().onPerformed(after, life().applied());
      }
      if (event instanceof Event.Proposed && refuses && leads(then) && leads(after)) {
        watch().reigns().onNotTaken(this);
      }
      watch().onStep(this, then, event, after);
    });
  }

  private static boolean leads(RaftCore.Status status) {
    return status.role() == Role.LEADER;
  }

  @Override
  public void doing(Effect effect) {
    answering = Optional.of(effect);
    answer = Optional.empty();
    witness.look(() -> look(effect));
  }

  private void look(Effect effect) {
    switch (effect) {
      case Effect.Send send -> watch().onSaid(this, send.message());
      case Effect.Write write -> {
        oracle().onWrite(believes(), write);
        disk.submit(write);
      }
      case Effect.Compact compact -> {
        oracle().onCompact(id, compact.upTo());
        disk.submit(compact);
      }
      case Effect.ResetLog reset -> {
        oracle().onReset(id, reset.at());
        disk.submit(reset);
      }
      case Effect.TakeSnapshot(SnapshotMark mark) ->
          oracle().ledger().onSnapshot(id, mark, life().digest());
      case Effect.LoadSnapshot(SnapshotMark mark) -> loading = Optional.of(mark);
      case Effect.ServeRead read -> {
        Asked question = asked.remove(read.request());
        if (question != null) {
          watch().reigns().onServed(this, question.at());
          oracle().ledger().onRead(id, question.floor(), read.atIndex(), read.atIndex());
        }
      }
      case Effect.MembershipChanged changed -> membership = changed.membership();
      case Effect.Transition transition -> {
        if (transition.role() == Role.LEADER) {
          oracle().onLeader(incarnation, transition.term());
        }
      }
      case Effect.Reject reject -> refuses = space == Space.ENOUGH;
      case Effect.Apply apply -> {}
      case Effect.SendChunk chunk -> {}
      case Effect.StoreChunk chunk -> {}
      case Effect.NoSpace none -> {}
      case Effect.Abandon abandon -> {}
      case Effect.Confirm confirm -> {}
      case Effect.Decline decline -> {}
    }
  }

  @Override
  public void applied(Entry entry, Optional<Reply> reply) {
    witness.look(() -> {
      oracle().onCommit(believes(), entry);
      reply.ifPresent(said -> oracle().ledger().onReply(id, entry, said, () -> life().digest()));
      if (answering.orElse(null) instanceof Effect.Apply(Entry asked, OptionalLong request)
          && asked.equals(entry)
          && request.isPresent()) {
        oracle().ledger().onAcknowledged(entry.index());
        assertAnswered(reply);
      }
    });
  }

  /** The client has been told what was executed, and nothing else. */
  private void assertAnswered(Optional<Reply> reply) {
    if (answer.orElse(null) instanceof Response.Answered(long ignored, Reply given)) {
      Breach.unless(reply.equals(Optional.of(given)), "Answers", given, "instead of", reply);
    }
  }

  @Override
  public void snapshotInstalled(EntryId last) {
    Optional<SnapshotMark> mark = loading;
    loading = Optional.empty();
    witness.look(
        () -> mark.ifPresent(known -> oracle().ledger().onInstalled(id, known, life().digest())));
  }
}
