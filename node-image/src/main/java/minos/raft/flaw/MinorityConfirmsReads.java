package minos.raft.flaw;

/** Breaks §8: a majority confirms. */
final class MinorityConfirmsReads extends Flaw {
  MinorityConfirmsReads() {
    super(
        new Card(
            "RD06",
            "One server less than a majority confirms that a leader still leads.",
            "openraft d60f1e85, MicroRaft c768342, sofa-jraft#1249",
            Property.LINEARIZABILITY,
            "Cut five servers into two, the leader among them, and three.",
            Sight.CLIENTS));
  }

  @Override
  public boolean isConfirmedLeader(int confirming, int quorum) {
    return confirming >= quorum - 1;
  }
}
