package minos.raft.flaw;

/** Breaks §5.3: the next entry is the next one to send. */
final class EntrySkippedInBatch extends Flaw {
  EntrySkippedInBatch() {
    super(
        new Card(
            "RP12",
            "A leader leaves out an entry that alone is too large for a batch.",
            "logcabin#160",
            Property.LOG_MATCHING,
            "Append a large command and more behind it to a follower that lags.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public long sendsFrom(long nextIndex, boolean tooLarge) {
    return tooLarge ? nextIndex + 1 : nextIndex;
  }
}
