package minos.raft.flaw;

/** Breaks figure 2: what is committed is applied, no more. */
final class AppliedBeforeCommitted extends Flaw {
  AppliedBeforeCommitted() {
    super(
        new Card(
            "CM08",
            "A server applies what is in its log, committed or not.",
            "NuRaft#57 (5214005)",
            Property.STATE_MACHINE_SAFETY,
            "Cut the leader off together with its clients.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public long appliesUpTo(long commitIndex, long lastIndex) {
    return lastIndex;
  }
}
