package minos.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/**
 * Sees every step of every server, over the whole history, and knows Raft's properties: here those
 * of terms, votes and logs; in {@link Ledger} those of what is committed, in {@link Electorates}
 * those of who decides.
 */
public final class Oracle {
  /**
   * What an entry is, wherever it appears; equal ids must mean equal entries and equal prefixes.
   */
  private record Identity(Entry.Kind kind, Payload payload, long previousTerm) {}

  private record Vote(Incarnation voter, long term) {}

  private final Ledger ledger;
  private final Electorates electorates;
  private final Map<NodeId, ? extends Observed> servers;
  private final Map<Long, Incarnation> leaders = new HashMap<>();
  private final Map<EntryId, Identity> identities = new HashMap<>();
  private final Map<NodeId, KnownLog> logs = new HashMap<>();
  private final Map<NodeId, Ballot> ballots = new HashMap<>();
  private final Map<NodeId, RaftCore.Status> last = new HashMap<>();
  private final Map<Vote, NodeId> votes = new HashMap<>();
  private final Map<Vote, EntryId> candidacies = new HashMap<>();

  /**
   * @param servers every server, filled by the caller before the first step
   * @param model what they should do with their commands
   */
  public Oracle(Map<NodeId, ? extends Observed> servers, Model model) {
    this.servers = servers;
    this.ledger = new Ledger(model);
    this.electorates = new Electorates(ledger);
  }

  public Ledger ledger() {
    return ledger;
  }

  public Electorates electorates() {
    return electorates;
  }

  public void onStart(Observed server, Durable durable) {
    last.remove(server.id());
    ballots.put(server.id(), durable.ballot());
    logs.put(server.id(), new KnownLog(durable, server.initial()));
    electorates.onStart(server.incarnation(), server.disk());
  }

  public void onStep(RaftCore.Status now, Kept disk) {
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

  /** All effects of a step were carried out. */
  public void onPerformed(RaftCore.Status now, long applied) {
    Breach.unless(
        now.snapshotIndex() <= applied && applied <= now.commitIndex(),
        "Order of indexes",
        "applied",
        applied,
        now);
    KnownLog log = logOf(now.self());
    Breach.unless(
        now.membership().equals(log.membership()),
        "The latest members in its log",
        now,
        log.membership());
  }

  public void onWrite(RaftCore.Status server, Effect.Write write) {
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
      if (entry.kind() == Entry.Kind.MEMBERSHIP && server.role() == Role.LEADER) {
        electorates.onChange(log, server.commitIndex(), entry);
      }
      log.add(entry);
    }
  }

  private KnownLog logOf(NodeId server) {
    return Objects.requireNonNull(logs.get(server));
  }

  /** The id of an entry in a server's log, if it is known. */
  public Optional<EntryId> idAt(NodeId server, long index) {
    return logOf(server).idAt(index);
  }

  /** Whether a server knows that the members that it goes by are committed. */
  public boolean isMembershipCommitted(RaftCore.Status server) {
    return logOf(server.self()).membershipIndex() <= server.commitIndex();
  }

  public void onCompact(NodeId server, EntryId upTo) {
    logOf(server).compactTo(upTo);
  }

  /** A snapshot takes the place of the whole log. */
  public void onReset(NodeId server, EntryId at) {
    Kept disk = server(server).disk();
    logOf(server).reset(at, disk.mark().orElseThrow().membership());
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
    ballot
        .votedFor()
        .filter(candidate -> !candidate.equals(server))
        .ifPresent(candidate -> onVote(server, candidate, ballot.term()));
  }

  /** "The voter denies its vote if its own log is more up-to-date" (§5.4.1). */
  private void onVote(NodeId voter, NodeId candidate, long term) {
    EntryId theirs = candidacies.get(new Vote(server(candidate).incarnation(), term));
    EntryId own = logOf(voter).last();
    if (theirs != null) {
      Breach.unless(
          theirs.compareTo(own) >= 0,
          "Votes only for logs as good as its own",
          voter,
          own,
          candidate,
          theirs);
    }
  }

  private Observed server(NodeId id) {
    return Objects.requireNonNull(servers.get(id));
  }

  public void onLeader(Incarnation leader, long term) {
    Incarnation known = leaders.putIfAbsent(term, leader);
    Breach.unless(known == null || known.equals(leader), "Election Safety", term, known, leader);
    KnownLog log = logOf(leader.id());
    for (Ledger.Committed committed : ledger.entries()) {
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

  public void onCommit(RaftCore.Status server, Entry entry) {
    if (ledger.add(entry, server.term())) {
      electorates.onCommit(logOf(server.self()), entry);
    }
  }

  /** What a read that is asked for now must see at least. */
  public long readFloor() {
    return ledger.acknowledged();
  }

  /** What leaves a server is said for ever, also where it forgets it in a crash. */
  public void onMessage(Observed from, NodeId to, Message message) {
    Vote said = new Vote(from.incarnation(), message.term());
    if (message instanceof Message.VoteReply reply && reply.granted()) {
      Ballot durable = from.disk().ballot();
      Breach.unless(
          durable.term() > reply.term()
              || durable.equals(new Ballot(reply.term(), Optional.of(to))),
          "Votes are durable",
          said,
          to,
          durable);
      NodeId known = votes.putIfAbsent(said, to);
      Breach.unless(known == null || known.equals(to), "One vote a term", said, known, to);
    } else if (message instanceof Message.VoteRequest request) {
      candidacies.put(said, request.lastEntry());
    } else if (message instanceof Message.AppendReply reply && reply.matched()) {
      // One that waited for a force may leave after the leader of a newer term has cut the entry
      // off again, both in that force. To whom it goes, it is one that was long on its way: the
      // entry was there until the server knew of the newer term, before which it voted for nobody
      // that lacks it.
      Breach.unless(
          from.disk().ballot().term() > reply.term() || from.disk().reachesTo(reply.index()),
          "Acknowledgements are durable",
          said,
          reply);
    }
  }

  /** Whatever was committed is on enough disks, and stays there; looked at now and then. */
  public void onPowerFailure() {
    electorates.assertAllDurable();
  }

  /** Terms that have had a leader. */
  public long reigns() {
    return leaders.size();
  }

  public long committed() {
    return ledger.entries().size();
  }
}
