package minos.raft.flaw;

/** Breaks §7: what is known of clients is a part of the state. */
final class SnapshotWithoutSessions extends Flaw {
  SnapshotWithoutSessions() {
    super(
        new Card(
            "SN01",
            "A snapshot leaves out the sessions, and with them what was executed before.",
            "dissertation §6.3; d-engine#442",
            Property.EXACTLY_ONCE,
            "Install a snapshot, then retry an old command.",
            Sight.CLIENTS,
            Sight.STEPS));
  }

  @Override
  public boolean snapshotHoldsSessions() {
    return false;
  }
}
