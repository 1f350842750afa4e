package minos.raft.flaw;

/** Breaks dissertation §6.4.1: a lease is shorter than the timeout by the drift. */
final class LeaseWithoutMargin extends Flaw {
  LeaseWithoutMargin() {
    super(
        new Card(
            "RD08",
            "A leader's lease lasts for a whole election timeout, as if all clocks ran alike.",
            "tikv#964, etcd#6005, sofa-jraft#26 and #34",
            Property.LINEARIZABILITY,
            "With leases: slow the leader's clock down, cut it off, write elsewhere, and read from"
                + " it.",
            Sight.CLIENTS));
  }

  @Override
  public long leaseNanos(long timeoutMinNanos, double drift) {
    return timeoutMinNanos;
  }
}
