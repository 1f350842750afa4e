package minos.raft;

import java.util.SortedMap;
import java.util.TreeMap;

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
  private final SortedMap<NodeId, Integer> votes = new TreeMap<>();

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
    if (rules.countsVote(votes.containsKey(voter))) {
      votes.merge(voter, 1, Integer::sum);
    }
  }

  /** How many votes of a server count: one at most. */
  int votesOf(NodeId voter) {
    return votes.getOrDefault(voter, 0);
  }
}
