package minos.raft.flaw;

/** Breaks figure 2: what a failed force was to write may be gone. */
final class FailedForceIgnored extends Flaw {
  FailedForceIgnored() {
    super(
        new Card(
            "ST04",
            "A force that failed counts as done.",
            "Rebello et al., ATC 2020; JDRaftKeeper#287",
            Property.DURABILITY,
            "Let one force fail, and cut the power afterwards.",
            Sight.STEPS,
            Sight.DISKS));
  }

  @Override
  public boolean endsWhenForceFails() {
    return false;
  }
}
