package minos.raft.flaw;

/** Breaks figure 13: only entries that follow the very last included one stay. */
final class ConflictingLogKept extends Flaw {
  ConflictingLogKept() {
    super(
        new Card(
            "SN05",
            "A server keeps the rest of its log after an install, whether it fits or not.",
            "openraft 674e78aa",
            Property.LOG_MATCHING,
            "Install a snapshot on a follower whose log has diverged, then crash it.",
            Sight.STEPS));
  }

  @Override
  public boolean retainsRest(boolean holdsLastIncluded) {
    return true;
  }
}
