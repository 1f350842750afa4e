package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks §5.3: the consistency check. */
final class AppendAnywhere extends Flaw {
  AppendAnywhere() {
    super(
        new Card(
            "RP02",
            "A follower takes entries without comparing the entry before them.",
            "often seen in courses",
            Property.LOG_MATCHING,
            "Let appends overtake one another while the leader changes.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean isConsistent(EntryId previous, long ownTerm, long lastTerm) {
    return true;
  }
}
