package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks §5.3: the entry at the index of the previous one decides. */
final class PreviousComparedWithLast extends Flaw {
  PreviousComparedWithLast() {
    super(
        new Card(
            "RP04",
            "A follower compares the term of the previous entry with that of its last.",
            "cs733 assignment 3, follower()",
            Property.LOG_MATCHING,
            "Repeat and reorder appends over a change of terms.",
            Sight.STEPS,
            Sight.SERVICE));
  }

  @Override
  public boolean isConsistent(EntryId previous, long ownTerm, long lastTerm) {
    return previous.term() == lastTerm;
  }
}
