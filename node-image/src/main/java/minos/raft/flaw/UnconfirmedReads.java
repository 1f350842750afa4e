package minos.raft.flaw;

/** Breaks §8: a deposed leader serves what it remembers. */
final class UnconfirmedReads extends Flaw {
  UnconfirmedReads() {
    super(
        new Card(
            "RD01",
            "A leader answers reads without asking a majority whether it still leads.",
            "etcd#741 (2014), Consul 2014, jgroups-raft#208, xraft#40",
            Property.LINEARIZABILITY,
            "Cut the leader off together with a reader, and write through its successor."));
  }

  @Override
  public boolean mayServeRead(int confirming, int quorum) {
    return true;
  }
}
