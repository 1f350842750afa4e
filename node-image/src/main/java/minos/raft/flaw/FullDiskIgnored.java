package minos.raft.flaw;

/** Breaks figure 2: what has no room on stable storage must not be taken up. */
final class FullDiskIgnored extends Flaw {
  FullDiskIgnored() {
    super(
        new Card(
            "ST10",
            "A leader takes writes up though its disk is full, and wedges.",
            "vault#14372; canonical/raft#314; arcadedb#5345 (Ratis)",
            Property.LIVENESS,
            "Fill the leader's disk, and free it again later.",
            Sight.SERVICE));
  }

  @Override
  public boolean heedsSpace() {
    return false;
  }
}
