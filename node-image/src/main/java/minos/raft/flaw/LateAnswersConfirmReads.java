package minos.raft.flaw;

/** Breaks dissertation §6.4: a read waits for a new round. */
final class LateAnswersConfirmReads extends Flaw {
  LateAnswersConfirmReads() {
    super(
        new Card(
            "RD04",
            "A late answer to an earlier heartbeat confirms a leader's newest read.",
            "etcd#20418 (found by Antithesis in 2025), etcd-io/raft#397",
            Property.LINEARIZABILITY,
            "Delay and repeat the answers to a leader that is cut off from requests, and elect"
                + " another.",
            Sight.CLIENTS,
            Sight.STEPS));
  }

  @Override
  public long roundConfirmed(long echoed, long newest) {
    return newest;
  }
}
