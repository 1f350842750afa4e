package minos.raft.flaw;

/** Breaks figure 2: a conflicting entry goes, with all that follow it. */
final class ConflictsKeptOnDisk extends Flaw {
  ConflictsKeptOnDisk() {
    super(
        new Card(
            "RP17",
            "Conflicting entries are deleted in memory, and stay on the disk.",
            "openraft 8cd24ba0",
            Property.LOG_MATCHING,
            "Let a follower replace entries, then cut its power.",
            Sight.STEPS,
            Sight.DISKS));
  }

  @Override
  public boolean deletesConflictsOnDisk() {
    return false;
  }
}
