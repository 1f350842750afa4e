package minos.raft.flaw;

/** Breaks §5.4.2: what a majority holds may still be overwritten. */
final class CommitOfOlderTerms extends Flaw {
  CommitOfOlderTerms() {
    super(
        new Card(
            "CM01",
            "A leader commits entries of earlier terms by counting replicas.",
            "figure 8 of the paper; logcabin#44, PySyncObj#169, async-raft#108",
            Property.STATE_MACHINE_SAFETY,
            "Five servers; leaders crash in turn before their own entries have spread, as in figure"
                + " 8.",
            Sight.STEPS));
  }

  @Override
  public boolean mayCommitByCounting(long entryTerm, long leaderTerm) {
    return true;
  }
}
