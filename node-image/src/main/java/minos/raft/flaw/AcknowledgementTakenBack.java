package minos.raft.flaw;

/** Breaks figure 2: matchIndex increases monotonically. */
final class AcknowledgementTakenBack extends Flaw {
  AcknowledgementTakenBack() {
    super(
        new Card(
            "RP08",
            "A late acknowledgement makes the leader forget a newer one.",
            "PySyncObj#167, raftos#25",
            Property.LIVENESS,
            "Let acknowledgements overtake one another, and then be silent.",
            Sight.STEPS,
            Sight.SERVICE));
  }

  @Override
  public long matchAfter(long match, long acknowledged) {
    return acknowledged;
  }
}
