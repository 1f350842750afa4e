package minos.raft.flaw;

/** Breaks §8: a deposed leader goes on serving what it remembers. */
final class UnconfirmedReads extends Flaw {
  UnconfirmedReads() {
    super(
        new Card(
            "RD01",
            "A leader takes its office for granted: it answers reads without asking a majority.",
            "etcd#741 (2014), Consul 2014, jgroups-raft#208, xraft#40",
            Property.LINEARIZABILITY,
            "Cut the leader off together with a reader, and write through its successor.",
            Sight.CLIENTS));
  }

  @Override
  public boolean isConfirmedLeader(int confirming, int quorum) {
    return true;
  }
}
