package minos.raft;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who belongs to the cluster (§6). While it changes, two majorities are needed: one of the voters
 * that it will have, and one of those that it had.
 *
 * @param voters those whose majority elects and commits
 * @param outgoing the voters before, while the change is under way (C-old,new of §6); else empty
 * @param learners receive the log, and neither vote nor count (dissertation §4.2.1)
 */
public record Membership(
    SortedSet<NodeId> voters, SortedSet<NodeId> outgoing, SortedSet<NodeId> learners) {

  public Membership {
    voters = sorted(voters);
    outgoing = sorted(outgoing);
    learners = sorted(learners);
    Invariant.that(!voters.isEmpty(), "a cluster has voters");
    Invariant.that(Collections.disjoint(voters, learners), "a voter is no learner");
  }

  /** A cluster at rest. */
  public static Membership of(Collection<NodeId> voters) {
    return new Membership(sorted(voters), Collections.emptySortedSet(), new TreeSet<>());
  }

  public boolean isJoint() {
    return !outgoing.isEmpty();
  }

  /** Everybody who receives the log. */
  public SortedSet<NodeId> all() {
    SortedSet<NodeId> all = new TreeSet<>(voters);
    all.addAll(outgoing);
    all.addAll(learners);
    return Collections.unmodifiableSortedSet(all);
  }

  private static SortedSet<NodeId> sorted(Collection<NodeId> ids) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ids));
  }
}
