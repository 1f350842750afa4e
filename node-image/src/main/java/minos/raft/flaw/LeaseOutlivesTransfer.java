package minos.raft.flaw;

/** Breaks dissertation §6.4.1: a transfer ends the lease. */
final class LeaseOutlivesTransfer extends Flaw {
  LeaseOutlivesTransfer() {
    super(
        new Card(
            "RD10",
            "A leader that asks another to campaign at once keeps its lease.",
            "tikv#1593, openraft#1747",
            Property.LINEARIZABILITY,
            "With leases: hand the leadership over while clients read from the old leader.",
            Sight.CLIENTS));
  }

  @Override
  public boolean endsLeaseAtTransfer() {
    return false;
  }
}
