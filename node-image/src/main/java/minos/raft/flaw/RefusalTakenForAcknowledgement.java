package minos.raft.flaw;

/** Breaks figure 2: only success moves matchIndex. */
final class RefusalTakenForAcknowledgement extends Flaw {
  RefusalTakenForAcknowledgement() {
    super(
        new Card(
            "RP11",
            "A leader counts a refusal as an acknowledgement.",
            "CCF (NSDI 2025), CCF#2803 and #2835",
            Property.DURABILITY,
            "Lose appends, so that followers have gaps and refuse.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean isAcknowledged(boolean success) {
    return true;
  }
}
