package minos.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The voters whose majority decides: one set of them, or two while the membership changes, and then
 * a majority of each (§6).
 */
final class Electorate {
  private final List<NodeId[]> sets = new ArrayList<>();
  private final Rules rules;
  private final NodeId self;
  private final Predicate<NodeId> reachable;

  /**
   * @param reachable whether a leader has heard a server lately; true where nobody leads
   */
  Electorate(Membership membership, Rules rules, NodeId self, Predicate<NodeId> reachable) {
    this.rules = rules;
    this.self = self;
    this.reachable = reachable;
    for (SortedSet<NodeId> set : rules.electorates(membership.voters(), membership.outgoing())) {
      SortedSet<NodeId> counted = new TreeSet<>(set);
      if (rules.countsLearners()) {
        counted.addAll(membership.learners());
      }
      sets.add(counted.toArray(NodeId[]::new));
    }
  }

  /**
   * Whether the votes suffice.
   *
   * @param votes how many of a server are counted
   */
  boolean elects(ToIntFunction<NodeId> votes) {
    for (NodeId[] set : sets) {
      int sum = 0;
      for (NodeId voter : set) {
        sum += votes.applyAsInt(voter);
      }
      if (sum < quorum(set)) {
        return false;
      }
    }
    return true;
  }

  /** Whether those who have called this server their leader prove that it still leads. */
  boolean confirms(Predicate<NodeId> confirming) {
    for (NodeId[] set : sets) {
      if (!rules.isConfirmedLeader(count(set, confirming), quorum(set))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The highest value that a majority has reached.
   *
   * @param selfTimes how often this server itself counts, where it is a voter
   */
  long highestReached(int selfTimes, ToLongFunction<NodeId> value) {
    long highest = Long.MAX_VALUE;
    for (NodeId[] set : sets) {
      highest = Math.min(highest, highestReached(set, selfTimes, value));
    }
    return highest;
  }

  private long highestReached(NodeId[] set, int selfTimes, ToLongFunction<NodeId> value) {
    long[] values = new long[set.length + selfTimes];
    int count = 0;
    for (NodeId voter : set) {
      int times = voter.equals(self) ? selfTimes : 1;
      Arrays.fill(values, count, count + times, value.applyAsLong(voter));
      count += times;
    }
    int quorum = quorum(set);
    Invariant.that(quorum <= count, "a quorum is no larger than the cluster", quorum, count);
    Arrays.sort(values, 0, count);
    return values[count - quorum];
  }

  private int quorum(NodeId[] set) {
    return rules.quorum(set.length, count(set, reachable));
  }

  private static int count(NodeId[] set, Predicate<NodeId> which) {
    int count = 0;
    for (NodeId voter : set) {
      if (which.test(voter)) {
        count++;
      }
    }
    return count;
  }
}
