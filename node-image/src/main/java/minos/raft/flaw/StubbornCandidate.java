package minos.raft.flaw;

import minos.raft.Role;

/** Breaks §5.2: a candidate yields to the leader of its term. */
final class StubbornCandidate extends Flaw {
  StubbornCandidate() {
    super(
        new Card(
            "EL12",
            "A candidate does not yield to the leader of its own term, and campaigns on.",
            "cs733",
            Property.LIVENESS,
            "Two servers time out together; count the changes of leader.",
            Sight.SERVICE));
  }

  @Override
  public boolean recognizesLeader(Role role, long leaderTerm, long currentTerm) {
    return role == Role.CANDIDATE ? leaderTerm > currentTerm : leaderTerm >= currentTerm;
  }
}
