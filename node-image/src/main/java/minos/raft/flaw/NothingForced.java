package minos.raft.flaw;

/** Breaks figure 2: stable storage is what was forced. */
final class NothingForced extends Flaw {
  NothingForced() {
    super(
        new Card(
            "ST02",
            "What is written counts as durable before the disk was told to force it.",
            "Jepsen on NATS 2.12.1; etcd#14140",
            Property.DURABILITY,
            "Cut the power of a majority at once; a kill alone does not show it.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean forces() {
    return false;
  }
}
