package minos.raft.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import minos.bytes.Malformed;
import minos.kv.Command;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.SnapshotMark;

/** Sees every step of every server, over the whole history, and knows Raft's properties. */
final class Oracle {
  /**
   * What an entry is, wherever it appears; equal ids must mean equal entries and equal prefixes.
   */
  private record Identity(Entry.Kind kind, Payload payload, long previousTerm) {}

  /**
   * A committed entry.
   *
   * @param term in which it was first committed
   */
  private record Committed(EntryId id, long term) {}

  private record Vote(NodeId voter, long term) {}

  private final int servers;
  private final Map<NodeId, SimulatedServer> all;
  private final Map<Long, NodeId> leaders = new HashMap<>();
  private final Map<EntryId, Identity> identities = new HashMap<>();
  private final Map<NodeId, KnownLog> logs = new HashMap<>();
  private final Map<NodeId, Ballot> ballots = new HashMap<>();
  private final Map<NodeId, RaftCore.Status> last = new HashMap<>();
  private final List<Committed> ledger = new ArrayList<>();
  private final List<Optional<Reply>> replies = new ArrayList<>();
  private final List<Long> digests = new ArrayList<>();
  private final OnceModel model = new OnceModel();
  private final Map<Vote, NodeId> votes = new HashMap<>();
  private long acknowledged;
  private long installed;

  /**
   * @param all every server of the cluster, filled by the caller before the first step
   */
  Oracle(int servers, Map<NodeId, SimulatedServer> all) {
    this.servers = servers;
    this.all = all;
  }

  void onStart(NodeId id, Durable durable) {
    last.remove(id);
    ballots.put(id, durable.ballot());
    logs.put(id, new KnownLog(durable));
  }

  void onStep(RaftCore.Status now, SimulatedDisk disk) {
    Breach.unless(
        now.firstIndex() - 1 <= now.snapshotIndex()
            && now.snapshotIndex() <= now.commitIndex()
            && now.commitIndex() <= now.lastIndex(),
        "Order of indexes",
        now);
    Breach.unless(
        now.snapshotIndex() <= disk.snapshotIndex(),
        "What is forgotten is durable",
        now,
        disk.snapshotIndex());
    RaftCore.Status before = last.put(now.self(), now);
    if (before != null) {
      Breach.unless(now.term() >= before.term(), "Monotonic term", before, now);
      Breach.unless(now.commitIndex() >= before.commitIndex(), "Monotonic commit", before, now);
      boolean sameTenure =
          now.role() == Role.LEADER && before.role() == Role.LEADER && now.term() == before.term();
      Breach.unless(
          !sameTenure || now.lastIndex() >= before.lastIndex(), "Leader Append-Only", now);
    }
  }

  void onWrite(RaftCore.Status server, Effect.Write write) {
    write.ballot().ifPresent(ballot -> onBallot(server.self(), ballot));
    KnownLog log = logOf(server.self());
    write
        .truncateFrom()
        .ifPresent(from -> {
          Breach.unless(server.role() != Role.LEADER, "Leader Append-Only", server, write);
          log.truncateFrom(from);
        });
    for (Entry entry : write.append()) {
      Breach.unless(entry.index() == log.lastIndex() + 1, "Log", "has a gap before", entry);
      Identity identity = new Identity(entry.kind(), entry.payload(), log.last().term());
      Identity known = identities.putIfAbsent(entry.id(), identity);
      Breach.unless(known == null || known.equals(identity), "Log Matching", server.self(), entry);
      log.add(entry);
    }
  }

  private KnownLog logOf(NodeId server) {
    return Objects.requireNonNull(logs.get(server));
  }

  void onCompact(NodeId server, EntryId upTo) {
    logOf(server).compactTo(upTo);
  }

  void onReset(NodeId server, EntryId at) {
    logOf(server).reset(at);
  }

  /** A snapshot is begun of this state. */
  void onSnapshot(NodeId server, SnapshotMark mark, StateMachine machine) {
    assertCommitted(server, mark);
    compareStates(server, mark.index(), machine);
  }

  /** A server has put another's snapshot in the place of its state. */
  void onInstalled(NodeId server, SnapshotMark mark, StateMachine machine) {
    installed++;
    assertCommitted(server, mark);
    compareStates(server, mark.index(), machine);
  }

  private void assertCommitted(NodeId server, SnapshotMark mark) {
    boolean committed =
        mark.index() <= ledger.size()
            && ledger.get((int) mark.index() - 1).id().equals(mark.last());
    Breach.unless(committed, "Snapshots", server, "has one up to", mark.last());
  }

  private void compareStates(NodeId server, long index, StateMachine machine) {
    long digest = machine.digest();
    long known = digests.set((int) index - 1, digest);
    Breach.unless(known == 0 || known == digest, "Equal states", server, index);
  }

  /** How often a server got another's snapshot. */
  long installed() {
    return installed;
  }

  private void onBallot(NodeId server, Ballot ballot) {
    Ballot before = ballots.getOrDefault(server, Ballot.NONE);
    Breach.unless(ballot.term() >= before.term(), "Monotonic term", server, before, ballot);
    Breach.unless(
        ballot.term() > before.term()
            || before.votedFor().isEmpty()
            || before.votedFor().equals(ballot.votedFor()),
        "One vote a term",
        server,
        before,
        ballot);
    ballots.put(server, ballot);
  }

  void onLeader(NodeId leader, long term) {
    NodeId known = leaders.putIfAbsent(term, leader);
    Breach.unless(known == null || known.equals(leader), "Election Safety", term, known, leader);
    KnownLog log = logOf(leader);
    for (Committed committed : ledger) {
      if (committed.term() < term) {
        Breach.unless(
            log.holds(committed.id()),
            "Leader Completeness",
            "the leader of term",
            term,
            leader,
            "lacks",
            committed);
      }
    }
  }

  void onCommit(RaftCore.Status server, Entry entry) {
    int index = (int) entry.index();
    if (index <= ledger.size()) {
      EntryId known = ledger.get(index - 1).id();
      Breach.unless(known.equals(entry.id()), "State Machine Safety", known, entry, server);
      return;
    }
    Breach.unless(index == ledger.size() + 1, "Commit", "has a gap before", entry);
    ledger.add(new Committed(entry.id(), server.term()));
    replies.add(
        entry.kind() == Entry.Kind.COMMAND
            ? Optional.of(model.apply(entry.index(), command(entry)))
            : Optional.empty());
    digests.add(0L);
    assertDurable(entry.id(), "Commit on a durable quorum");
  }

  static Command command(Entry entry) {
    try {
      return Stamped.decode(entry.payload()).command();
    } catch (Malformed e) {
      throw new Breach("Log", entry + " " + e.getMessage());
    }
  }

  /** Counts disks, those of servers that are down included. */
  private void assertDurable(EntryId id, String property) {
    long holders = all.values().stream().filter(server -> server.disk().holds(id)).count();
    Breach.unless(2 * holders > servers, property, id, "is on", holders, "disks");
  }

  void onReply(NodeId server, Entry entry, Reply reply, StateMachine machine) {
    int at = (int) entry.index() - 1;
    Breach.unless(
        replies.get(at).equals(Optional.of(reply)), "Exactly once", entry, reply, replies.get(at));
    if (entry.index() == ledger.size()) {
      model.compare(machine);
    }
    if (entry.index() % 16 == 0) {
      compareStates(server, entry.index(), machine);
    }
  }

  void onAcknowledged(long index) {
    acknowledged = Math.max(acknowledged, index);
  }

  /** What a read that is asked for now must see at least. */
  long readFloor() {
    return acknowledged;
  }

  /** State machines may lag, so that it is the promised index that counts, not luck. */
  void onRead(NodeId server, long floor, long atIndex, long applied) {
    Breach.unless(atIndex >= floor, "Reads", server, "read at", atIndex, "after", floor);
    acknowledged = Math.max(acknowledged, applied);
  }

  /** What leaves a server is said for ever, also where it forgets it in a crash. */
  void onMessage(NodeId from, NodeId to, Message message) {
    if (message instanceof Message.VoteReply(long term, boolean granted) && granted) {
      NodeId known = votes.putIfAbsent(new Vote(from, term), to);
      Breach.unless(known == null || known.equals(to), "One vote a term", from, term, known, to);
    }
  }

  /** Whatever was committed is on enough disks, and stays there; looked at now and then. */
  void onPowerFailure() {
    for (Committed committed : ledger) {
      assertDurable(committed.id(), "Durability");
    }
  }

  /** Terms that have had a leader. */
  long reigns() {
    return leaders.size();
  }

  long committed() {
    return ledger.size();
  }
}
