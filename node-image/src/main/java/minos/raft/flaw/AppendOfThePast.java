package minos.raft.flaw;

import minos.raft.Role;

/** Breaks §5.1: requests of a smaller term are refused. */
final class AppendOfThePast extends Flaw {
  AppendOfThePast() {
    super(
        new Card(
            "RP16",
            "A follower takes the appends of a leader of the past.",
            "classic",
            Property.LOG_MATCHING,
            "Cut an old leader off with one follower, and delay the old leader's messages.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean recognizesLeader(Role role, long leaderTerm, long currentTerm) {
    return true;
  }
}
