package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks §5.4.1: the later term first, then the longer log. */
final class LongerLogWins extends Flaw {
  LongerLogWins() {
    super(
        new Card(
            "EL07",
            "A voter compares the lengths of the logs before their terms.",
            "openraft a48a3282",
            Property.LEADER_COMPLETENESS,
            "An old leader gathers a long tail that never commits, and then campaigns.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean isUpToDate(EntryId candidateLast, EntryId voterLast) {
    return candidateLast.index() != voterLast.index()
        ? candidateLast.index() > voterLast.index()
        : candidateLast.term() >= voterLast.term();
  }
}
