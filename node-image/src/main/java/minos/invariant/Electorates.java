package minos.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import minos.bytes.Malformed;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Member;
import minos.raft.Membership;
import minos.raft.MembershipCodec;
import minos.raft.NodeId;

/**
 * Who decides: one change of the members after the other, each overlapping the one before, and all
 * that is committed on the disks of a majority of those who decide. A disk that was replaced counts
 * for the server that it belonged to, and for nobody else.
 */
public final class Electorates {
  private final Ledger ledger;
  private final Map<Incarnation, Kept> disks = new HashMap<>();
  private final Map<NodeId, Kept> current = new HashMap<>();
  private Optional<EntryId> committedIn = Optional.empty();
  private Optional<Membership> committed = Optional.empty();
  private long changes;

  public Electorates(Ledger ledger) {
    this.ledger = ledger;
  }

  public void onStart(Incarnation server, Kept disk) {
    disks.put(server, disk);
    current.put(server.id(), disk);
  }

  public static Membership decode(Entry entry) {
    try {
      return MembershipCodec.decode(entry.payload());
    } catch (Malformed e) {
      throw new Breach("Log", entry + " " + e.getMessage());
    }
  }

  public static List<SortedSet<NodeId>> of(Membership membership) {
    return membership.isJoint()
        ? List.of(membership.voters(), membership.outgoing())
        : List.of(membership.voters());
  }

  /** Whether a majority of each is among these. */
  public static boolean decide(Membership membership, Predicate<NodeId> which) {
    return of(membership).stream()
        .allMatch(voters -> 2 * voters.stream().filter(which).count() > voters.size());
  }

  /** A leader appends a membership to its log. */
  public void onChange(KnownLog log, long commitIndex, Entry entry) {
    changes++;
    Membership before = log.membership();
    Membership after = decode(entry);
    Breach.unless(
        log.membershipIndex() <= commitIndex, "One change after the other", before, after);
    boolean begins =
        !before.isJoint() && after.isJoint() && after.outgoing().equals(before.voters());
    boolean stays =
        before.voters().equals(after.voters())
            && (before.outgoing().equals(after.outgoing()) || !after.isJoint());
    Breach.unless(
        begins || stays || before.members().isEmpty(), "Majorities overlap", before, after);
    if (begins) {
      haveCaughtUp(log, before, after);
    }
  }

  /** New voters hold at least what there was when they joined as learners. */
  private void haveCaughtUp(KnownLog log, Membership before, Membership after) {
    SortedSet<NodeId> joining = new TreeSet<>(after.voters());
    joining.removeAll(before.voters());
    for (NodeId server : joining) {
      long joined = log.joinedAt(server);
      Breach.unless(
          diskOf(before, server).map(disk -> disk.reachesTo(joined)).orElse(false),
          "New voters have caught up",
          server,
          "joined at",
          joined);
    }
  }

  private Optional<Kept> diskOf(Membership membership, NodeId server) {
    long named = membership.incarnationOf(server);
    return Optional.ofNullable(
        named == Member.UNKNOWN ? current.get(server) : disks.get(new Incarnation(server, named)));
  }

  private boolean holds(Membership membership, NodeId server, EntryId id) {
    return diskOf(membership, server).map(disk -> disk.holds(id)).orElse(false);
  }

  /** Somebody commits an entry first, with this log. */
  public void onCommit(KnownLog log, Entry entry) {
    Membership deciding = log.membership();
    Breach.unless(
        decide(deciding, voter -> holds(deciding, voter, entry.id())),
        "Commit on a durable quorum",
        entry.id(),
        "under",
        deciding);
    if (entry.kind() == Entry.Kind.MEMBERSHIP) {
      committed = Optional.of(decode(entry));
      committedIn = Optional.of(entry.id());
    }
  }

  /** No majority of those who decide now lacks anything that was ever committed. */
  public void assertAllDurable() {
    committed.ifPresent(now -> {
      for (Ledger.Committed each : ledger.entries()) {
        boolean kept =
            of(now).stream()
                .anyMatch(voters ->
                    2 * voters.stream().filter(voter -> holds(now, voter, each.id())).count()
                        > voters.size());
        Breach.unless(kept, "Durability", each, "under", now);
      }
    });
  }

  /** The latest membership that is committed. */
  public Optional<Membership> committed() {
    return committed;
  }

  /** The entry that holds it. */
  public Optional<EntryId> committedIn() {
    return committedIn;
  }

  /** Whether this very server is meant, where a membership speaks of its name. */
  public static boolean means(Membership membership, Incarnation server) {
    long named = membership.incarnationOf(server.id());
    return named == Member.UNKNOWN || named == server.number();
  }

  /** How often a leader has appended a membership. */
  public long changes() {
    return changes;
  }
}
