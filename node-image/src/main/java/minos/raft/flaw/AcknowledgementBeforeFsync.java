package minos.raft.flaw;

/** Breaks figure 2: stable storage first, then the reply. */
final class AcknowledgementBeforeFsync extends Flaw {
  AcknowledgementBeforeFsync() {
    super(
        new Card(
            "ST01",
            "A follower acknowledges entries that its disk does not hold yet.",
            "Jepsen on NATS 2.12.1: two minutes between flushes",
            Property.DURABILITY,
            "Cut the power of a majority at once: what was not flushed is gone.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public long acknowledgementLeavesAfter(long logWrite) {
    return 0;
  }
}
