package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks §5.4.1: only a more up-to-date voter denies its vote. */
final class EqualLogsRefused extends Flaw {
  EqualLogsRefused() {
    super(
        new Card(
            "EL08",
            "A voter wants a log that is better than its own; an equal one will not do.",
            "often seen in courses",
            Property.LIVENESS,
            "Any election.",
            Sight.SERVICE));
  }

  @Override
  public boolean isUpToDate(EntryId candidateLast, EntryId voterLast) {
    return candidateLast.compareTo(voterLast) > 0;
  }
}
