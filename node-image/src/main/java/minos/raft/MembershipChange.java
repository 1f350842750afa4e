package minos.raft;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an operator wants of the membership, whatever it is now: to ask twice is to ask once.
 *
 * @param voters who is to join and vote, and where it listens; who is there already may get a new
 *     address
 * @param learners who is to receive the log without a vote, and where it listens
 * @param leaving who is to leave
 */
public record MembershipChange(
    SortedMap<NodeId, String> voters,
    SortedMap<NodeId, String> learners,
    SortedSet<NodeId> leaving) {

  public MembershipChange {
    voters = Collections.unmodifiableSortedMap(new TreeMap<>(voters));
    learners = Collections.unmodifiableSortedMap(new TreeMap<>(learners));
    leaving = Collections.unmodifiableSortedSet(new TreeSet<>(leaving));
  }

  public static MembershipChange add(NodeId server, String address) {
    return new MembershipChange(
        new TreeMap<>(Map.of(server, address)), new TreeMap<>(), new TreeSet<>());
  }

  public static MembershipChange addLearner(NodeId server, String address) {
    return new MembershipChange(
        new TreeMap<>(), new TreeMap<>(Map.of(server, address)), new TreeSet<>());
  }

  public static MembershipChange remove(NodeId server) {
    return new MembershipChange(
        new TreeMap<>(), new TreeMap<>(), new TreeSet<>(Map.of(server, "").keySet()));
  }

  /** One goes, another comes, in one change: the cluster is never smaller in between. */
  public static MembershipChange replace(NodeId old, NodeId server, String address) {
    return add(server, address).and(remove(old));
  }

  /** Both in one change. */
  public MembershipChange and(MembershipChange other) {
    SortedMap<NodeId, String> allVoters = new TreeMap<>(voters);
    allVoters.putAll(other.voters);
    SortedMap<NodeId, String> allLearners = new TreeMap<>(learners);
    allLearners.putAll(other.learners);
    SortedSet<NodeId> allLeaving = new TreeSet<>(leaving);
    allLeaving.addAll(other.leaving);
    return new MembershipChange(allVoters, allLearners, allLeaving);
  }

  /** Why this cannot be done, if so; one line for the operator. */
  Optional<String> objectionIn(Membership now) {
    if (voters.isEmpty() && learners.isEmpty() && leaving.isEmpty()) {
      return Optional.of("the change names no server");
    }
    for (NodeId server : leaving) {
      if (voters.containsKey(server) || learners.containsKey(server)) {
        return Optional.of(server + " cannot leave and join in one change: remove it first");
      }
    }
    for (NodeId server : learners.keySet()) {
      if (now.isVoter(server) || voters.containsKey(server)) {
        return Optional.of(server + " is a voter: remove it before it becomes a learner");
      }
    }
    return voters.isEmpty() && leaving.containsAll(now.voters())
        ? Optional.of("nobody would be left to vote")
        : Optional.empty();
  }

  /** The membership that is wanted, starting from this one; not joint. */
  Membership goal(Membership now) {
    SortedSet<NodeId> goalVoters = new TreeSet<>(now.voters());
    goalVoters.addAll(voters.keySet());
    goalVoters.removeAll(leaving);
    SortedSet<NodeId> goalLearners = new TreeSet<>(now.learners());
    goalLearners.addAll(learners.keySet());
    goalLearners.removeAll(leaving);
    goalLearners.removeAll(goalVoters);
    return now.with(goalVoters, new TreeSet<>(), goalLearners, addresses());
  }

  /** The addresses that this change brings. */
  SortedMap<NodeId, String> addresses() {
    SortedMap<NodeId, String> addresses = new TreeMap<>(learners);
    addresses.putAll(voters);
    return addresses;
  }
}
