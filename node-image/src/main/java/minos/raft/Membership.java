package minos.raft;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who belongs to the cluster (§6). While it changes, two majorities are needed: one of the voters
 * that it will have, and one of those that it had.
 *
 * @param voters those whose majority elects and commits
 * @param outgoing the voters before, while the change is under way (C-old,new of §6); else empty
 * @param learners receive the log, and neither campaign nor count (dissertation §4.2.1)
 * @param members all of these, and what is known of each
 */
public record Membership(
    SortedSet<NodeId> voters,
    SortedSet<NodeId> outgoing,
    SortedSet<NodeId> learners,
    SortedMap<NodeId, Member> members) {
  /** What a server believes that is to join a cluster, and has not heard from it yet. */
  public static final Membership NOBODY = Membership.of(new TreeMap<>());

  public Membership {
    voters = sorted(voters);
    outgoing = sorted(outgoing);
    learners = sorted(learners);
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    SortedSet<NodeId> all = new TreeSet<>(voters);
    all.addAll(outgoing);
    all.addAll(learners);
    Invariant.that(members.keySet().equals(all), "everybody in the cluster is known");
    Invariant.that(!voters.isEmpty() || members.isEmpty(), "a cluster has voters");
    Invariant.that(Collections.disjoint(voters, learners), "a voter is no learner");
  }

  /** One of whose servers nothing is known but the names. */
  public Membership(
      SortedSet<NodeId> voters, SortedSet<NodeId> outgoing, SortedSet<NodeId> learners) {
    this(voters, outgoing, learners, unknown(voters, outgoing, learners));
  }

  /** A cluster at rest. */
  public static Membership of(Collection<NodeId> voters) {
    return new Membership(
        sorted(voters), Collections.emptySortedSet(), Collections.emptySortedSet());
  }

  /** A cluster at rest, all of whose servers vote. */
  public static Membership of(Map<NodeId, Member> voters) {
    return new Membership(
        sorted(voters.keySet()),
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        new TreeMap<>(voters));
  }

  public boolean isJoint() {
    return !outgoing.isEmpty();
  }

  /** Everybody who receives the log. */
  public SortedSet<NodeId> all() {
    return new TreeSet<>(members.keySet());
  }

  /** Whether a server's vote counts, in the cluster that will be or in that which was. */
  public boolean isVoter(NodeId server) {
    return voters.contains(server) || outgoing.contains(server);
  }

  /** Whether an incarnation is named of everybody. */
  public boolean isNamed() {
    for (Member member : members.values()) {
      if (member.incarnation() == Member.UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /** The incarnation of a server that belongs here; {@link Member#UNKNOWN} where none is named. */
  public long incarnationOf(NodeId server) {
    Member member = members.get(server);
    return member == null ? Member.UNKNOWN : member.incarnation();
  }

  /**
   * Another part for everybody, and what is known of each as here.
   *
   * @param addresses those that are new
   */
  Membership with(
      SortedSet<NodeId> newVoters,
      SortedSet<NodeId> newOutgoing,
      SortedSet<NodeId> newLearners,
      SortedMap<NodeId, String> addresses) {
    SortedMap<NodeId, Member> known = unknown(newVoters, newOutgoing, newLearners);
    known.replaceAll((id, nothing) -> {
      Member member = members.getOrDefault(id, nothing);
      String address = addresses.getOrDefault(id, member.address());
      return new Member(address, member.incarnation());
    });
    return new Membership(newVoters, newOutgoing, newLearners, known);
  }

  /** The same with these incarnations, where none was named yet. */
  Membership naming(SortedMap<NodeId, Long> incarnations) {
    SortedMap<NodeId, Member> known = new TreeMap<>(members);
    known.replaceAll((id, member) ->
        member.incarnation() == Member.UNKNOWN
            ? new Member(member.address(), incarnations.getOrDefault(id, Member.UNKNOWN))
            : member);
    return new Membership(voters, outgoing, learners, known);
  }

  /** For people: {@code voters n1 n2, before n1 n3, learners n4}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("voters").append(spaced(voters));
    if (isJoint()) {
      text.append(", before").append(spaced(outgoing));
    }
    if (!learners.isEmpty()) {
      text.append(", learners").append(spaced(learners));
    }
    return text.toString();
  }

  private static String spaced(SortedSet<NodeId> ids) {
    return ids.stream().map(id -> " " + id).collect(Collectors.joining());
  }

  private static SortedSet<NodeId> sorted(Collection<NodeId> ids) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ids));
  }

  private static SortedMap<NodeId, Member> unknown(
      Collection<NodeId> voters, Collection<NodeId> outgoing, Collection<NodeId> learners) {
    SortedMap<NodeId, Member> members = new TreeMap<>();
    voters.forEach(id -> members.put(id, Member.at("")));
    outgoing.forEach(id -> members.put(id, Member.at("")));
    learners.forEach(id -> members.put(id, Member.at("")));
    return members;
  }
}
