package minos.raft.flaw;

/** Breaks dissertation §6.4: a read waits for the state machine. */
final class ReadsBeforeApplied extends Flaw {
  ReadsBeforeApplied() {
    super(
        new Card(
            "RD07",
            "A read does not wait until the state machine has come to its index.",
            "RATIS-2350, MicroRaft 8cef993",
            Property.LINEARIZABILITY,
            "Apply slowly, and read.",
            Sight.CLIENTS));
  }

  @Override
  public long servesReadAt(long readIndex) {
    return 0;
  }
}
