package minos.raft;

import java.util.SortedSet;
import java.util.TreeSet;

/** The votes of one candidacy, or of the inquiry before it; a voter counts once. */
final class Campaign {
  /** First ask whether one would win, then ask for votes (dissertation §9.6). */
  enum Phase {
    INQUIRY,
    ELECTION
  }

  private final Phase phase;
  private final long term;
  private final SortedSet<NodeId> voters = new TreeSet<>();

  /**
   * @param term the server's own while it asks: the old one in an inquiry, the new one in an
   *     election
   */
  Campaign(Phase phase, long term) {
    this.phase = phase;
    this.term = term;
  }

  boolean is(Phase asked, long inTerm) {
    return phase == asked && term == inTerm;
  }

  void add(NodeId voter) {
    voters.add(voter);
  }

  boolean hasVotes(int quorum) {
    return voters.size() >= quorum;
  }
}
