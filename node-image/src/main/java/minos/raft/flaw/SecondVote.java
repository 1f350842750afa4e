package minos.raft.flaw;

import minos.raft.Ballot;
import minos.raft.NodeId;

/** Breaks §5.2: one vote a term. */
final class SecondVote extends Flaw {
  SecondVote() {
    super(
        new Card(
            "EL04",
            "A server votes for every candidate of a term that asks.",
            "akka-raft#47, nebula#2405, nebula#3415",
            Property.ELECTION_SAFETY,
            "Two candidates at once, and messages that arrive twice.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean mayVoteFor(NodeId candidate, Ballot ballot) {
    return true;
  }
}
