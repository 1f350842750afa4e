package minos.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import minos.bytes.Malformed;

/**
 * The memberships that stand in the log, in its order. The first is what the log begins with: the
 * initial one at index 0, or a snapshot's.
 */
final class Memberships {
  private record Standing(long index, Membership membership) {}

  private final List<Standing> standing = new ArrayList<>();
  private final Rules rules;

  /**
   * @param index of the last entry that {@code first} goes back to; 0 for an initial membership
   */
  Memberships(long index, Membership first, Rules rules) {
    this.rules = rules;
    standing.add(new Standing(index, first));
  }

  /** Takes note of an entry that was appended, if it holds a membership. */
  void append(Entry entry) {
    if (entry.kind() == Entry.Kind.MEMBERSHIP) {
      Invariant.that(
          entry.index() > lastIndex(), "memberships in log order", entry.index(), lastIndex());
      standing.add(new Standing(entry.index(), decode(entry)));
    }
  }

  /** Only what a leader has encoded gets into the log. */
  private static Membership decode(Entry entry) {
    try {
      return MembershipCodec.decode(entry.payload());
    } catch (Malformed e) {
      throw new InvariantViolated(entry.id() + " is no membership: " + e.getMessage());
    }
  }

  /** "If a server removes it from its log, it falls back to the one before" (§6). */
  void truncateFrom(long index) {
    while (lastIndex() >= index) {
      Invariant.that(standing.size() > 1, "a committed membership stays", index, lastIndex());
      standing.removeLast();
    }
  }

  /** The log now begins after this index; what went before is in a snapshot. */
  void compactTo(long index) {
    while (standing.size() > 1 && standing.get(1).index() <= index) {
      standing.removeFirst();
    }
  }

  /** A snapshot up to this index has taken the log's place. */
  void replaceBy(long index, Membership installed) {
    standing.clear();
    standing.add(new Standing(index, installed));
  }

  /** Where the latest membership stands. */
  long lastIndex() {
    return standing.getLast().index();
  }

  /** The one that the server goes by. */
  Membership binding(long commitIndex) {
    int last = standing.size() - 1;
    while (last > 0 && !rules.usesMembershipAt(standing.get(last).index(), commitIndex)) {
      last--;
    }
    return standing.get(last).membership();
  }

  /** The one that held when the log ended at this index: for a snapshot up to there. */
  Membership at(long index) {
    Standing found = standing.getFirst();
    for (Standing next : standing) {
      found = next.index() <= index ? next : found;
    }
    return found.membership();
  }

  /** Everybody in the latest committed membership and in those after it. */
  SortedSet<NodeId> everybodySince(long commitIndex) {
    SortedSet<NodeId> everybody = new TreeSet<>(at(commitIndex).all());
    for (Standing next : standing) {
      if (next.index() > commitIndex) {
        everybody.addAll(next.membership().all());
      }
    }
    return everybody;
  }
}
