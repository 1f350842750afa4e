package minos.raft;

import java.util.List;
import java.util.SortedSet;

/**
 * Raft's rules of membership and of the transfer of leadership (§6; dissertation §3.10, chapter 4),
 * one method each; a part of {@link Rules}.
 */
public interface MembershipRules {

  /**
   * Whose majorities decide: "Agreement (for elections and entry commitment) requires separate
   * majorities from both the old and new configurations" (§6).
   *
   * @param outgoing the old one's voters; empty where nothing changes
   */
  default List<SortedSet<NodeId>> electorates(
      SortedSet<NodeId> voters, SortedSet<NodeId> outgoing) {
    return outgoing.isEmpty() ? List.of(voters) : List.of(voters, outgoing);
  }

  /**
   * New servers are "non-voting members (the leader replicates log entries to them, but they are
   * not considered for majorities)" (§6).
   */
  default boolean countsLearners() {
    return false;
  }

  /** A non-voting member waits to be told that it votes, and does not campaign (§6). */
  default boolean mayCampaign(boolean learner) {
    return !learner;
  }

  /**
   * "A server always uses the latest configuration in its log, regardless of whether the entry is
   * committed" (§6).
   *
   * @param index of the entry that holds the configuration
   */
  default boolean usesMembershipAt(long index, long commitIndex) {
    return true;
  }

  /**
   * A leader changes no membership before it has committed an entry of its own term: only then is
   * what an earlier leader left behind either committed or lost (Ongaro, "bug in single-server
   * membership changes", raft-dev, 10 July 2015).
   */
  default boolean mayChangeMembership(long commitIndex, long firstIndexOfTerm) {
    return commitIndex >= firstIndexOfTerm;
  }

  /**
   * One change after the other: a leader waits "until previous configuration in log is committed"
   * (dissertation, figure 4.1).
   */
  default boolean mayBeginChange(boolean anotherUnderWay) {
    return !anotherUnderWay;
  }

  /**
   * Replication to a new server goes in rounds, each over what the log held at its beginning. "If
   * the last round lasts less than an election timeout, then the leader adds the new server to the
   * cluster" (dissertation §4.2.1).
   *
   * @param rounds that are over
   */
  default boolean isCaughtUp(int rounds, long lastRoundNanos, long electionTimeoutNanos) {
    return rounds > 0 && lastRoundNanos < electionTimeoutNanos;
  }

  /**
   * Raft rests on servers that forget nothing, so one whose disk was wiped is another server under
   * an old name: nothing that it says counts before it was removed and added again.
   *
   * @param named the incarnation in the membership, or {@link Member#UNKNOWN}
   * @param claimed the incarnation that speaks
   */
  default boolean isSameServer(long named, long claimed) {
    return named == Member.UNKNOWN || named == claimed;
  }

  /**
   * A cluster begins with all of its first members: a candidate that remembers nothing needs
   * everybody's vote. Of a majority the disks may have been lost, and it would begin anew what the
   * others still remember.
   *
   * @param remembers whether there is anything in the candidate's log
   */
  default boolean isMajorityEnough(boolean remembers) {
    return remembers;
  }

  /**
   * A transfer of leadership ends with the office that it was to hand over; a leader that is
   * elected again takes requests. (Where it keeps its office, it "aborts the transfer and resumes
   * accepting client requests" after about an election timeout, dissertation §3.10.)
   */
  default boolean transferEndsWithOffice() {
    return true;
  }
}
