package minos.node.events;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.node.events.NodeEvent.Kind;
import minos.raft.Ballot;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.Role;

/**
 * Tells what happens to one server, from the effects of its core. Commits come in thousands, so one
 * is told at most each second, and the last before each other event.
 */
public final class Chronicle {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final NodeId self;
  private final Consumer<NodeEvent> out;
  private Role role = Role.FOLLOWER;
  private Optional<NodeId> leader = Optional.empty();
  private long term;
  private EntryId applied = EntryId.NONE;
  private EntryId told = EntryId.NONE;
  private long toldAt = Long.MIN_VALUE;

  /**
   * @param out must not wait
   */
  public Chronicle(NodeId self, Consumer<NodeEvent> out) {
    this.self = self;
    this.out = out;
  }

  /** The server's part in the cluster changed. */
  public void changed(Effect.Transition change) {
    tellCommit();
    if (role == Role.LEADER && change.role() != Role.LEADER) {
      tell(Kind.STEPPED_DOWN, Map.of());
    } else if (leader.isPresent() && change.leader().isEmpty()) {
      tell(Kind.LEADER_LOST, Map.of("leader", leader.get()));
    }
    boolean sameLeader = leader.equals(change.leader()) && term == change.term();
    role = change.role();
    leader = change.leader();
    term = change.term();
    switch (role) {
      case CANDIDATE -> tell(Kind.ELECTION_STARTED, Map.of());
      case LEADER -> tell(Kind.ELECTION_WON, Map.of());
      case FOLLOWER -> {
        if (leader.isPresent() && !sameLeader) {
          tell(Kind.LEADER_KNOWN, Map.of("leader", leader.get()));
        }
      }
    }
  }

  /** The server remembers whom it has voted for; of itself an election tells. */
  public void remembered(Ballot ballot) {
    ballot
        .votedFor()
        .filter(candidate -> !candidate.equals(self))
        .ifPresent(candidate -> {
          term = Math.max(term, ballot.term());
          tell(Kind.VOTED, Map.of("for", candidate));
        });
  }

  /**
   * An entry was committed and applied.
   *
   * @param nowNanos monotonic
   */
  public void applied(Entry entry, long nowNanos) {
    applied = entry.id();
    term = Math.max(term, entry.term());
    if (toldAt == Long.MIN_VALUE || nowNanos - toldAt >= COMMIT_NANOS) {
      toldAt = nowNanos;
      tellCommit();
    }
  }

  public void membershipChanged(Membership membership) {
    tell(Kind.MEMBERSHIP_CHANGED, Map.of("membership", membership));
  }

  /** A client's session began with the entry that was applied last. */
  public void sessionOpened(long session) {
    tell(Kind.SESSION_OPENED, Map.of("session", session));
  }

  public void sessionExpired(long session) {
    tell(Kind.SESSION_EXPIRED, Map.of("session", session));
  }

  /** A snapshot of all entries up to this one is on disk. */
  public void snapshotTaken(EntryId last) {
    tellOf(last, Kind.SNAPSHOT_TAKEN, Map.of());
  }

  /** A snapshot of all entries up to this one could not be written. */
  public void snapshotGivenUp(EntryId last, String why) {
    tellOf(last, Kind.SNAPSHOT_GIVEN_UP, Map.of("why", why));
  }

  private void tellOf(EntryId entry, Kind kind, Map<String, Object> details) {
    tellCommit();
    out.accept(new NodeEvent(kind, term, entry.index(), details));
  }

  /** The state is now that of a snapshot from the leader. */
  public void snapshotInstalled(EntryId last) {
    applied = last;
    told = last;
    tell(Kind.SNAPSHOT_INSTALLED, Map.of());
  }

  /** Something else that concerns the whole server. */
  public void tell(Kind kind, Map<String, Object> details) {
    tellCommit();
    out.accept(new NodeEvent(kind, term, applied.index(), details));
  }

  private void tellCommit() {
    if (!applied.equals(told)) {
      told = applied;
      out.accept(
          new NodeEvent(
              Kind.COMMITTED, term, applied.index(), Map.of("entryTerm", applied.term())));
    }
  }
}
