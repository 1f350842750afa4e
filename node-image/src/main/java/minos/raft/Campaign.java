package minos.raft;

import java.util.SortedSet;
import java.util.TreeSet;

/** What the others have voted in one candidacy, or in the inquiry before it. */
final class Campaign {
  /** First ask whether one would win, then ask for votes (dissertation §9.6). */
  enum Phase {
    INQUIRY,
    ELECTION
  }

  private final Phase phase;
  private final long term;
  private final Rules rules;
  private final SortedSet<NodeId> voters = new TreeSet<>();
  private int votes;

  /**
   * @param term the server's own while it asks: the old one in an inquiry, the new one in an
   *     election
   */
  Campaign(Phase phase, long term, Rules rules) {
    this.phase = phase;
    this.term = term;
    this.rules = rules;
  }

  boolean is(Phase asked, long inTerm) {
    return phase == asked && term == inTerm;
  }

  void add(NodeId voter) {
    if (rules.countsVote(!voters.add(voter))) {
      votes++;
    }
  }

  /**
   * @param own the candidate's vote for itself, 1 as soon as it counts
   */
  boolean hasVotes(int own, int quorum) {
    return own + votes >= quorum;
  }
}
