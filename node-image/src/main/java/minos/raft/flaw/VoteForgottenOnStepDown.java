package minos.raft.flaw;

import java.util.Optional;
import minos.raft.Ballot;

/** Breaks §5.2: a vote is forgotten only with its term. */
final class VoteForgottenOnStepDown extends Flaw {
  VoteForgottenOnStepDown() {
    super(
        new Card(
            "EL03",
            "A server that steps down forgets its vote, also where the term stays the same.",
            "akka-raft#56, camunda#5356, xraft#29",
            Property.ELECTION_SAFETY,
            "Delay a request for a vote until after the winner's first append, in a cluster of four"
                + " or five.",
            Sight.STEPS));
  }

  @Override
  public Ballot ballotIn(long term, Ballot current) {
    return new Ballot(term, Optional.empty());
  }
}
