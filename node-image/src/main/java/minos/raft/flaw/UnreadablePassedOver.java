package minos.raft.flaw;

/** Breaks §5.4.3: no server does anything else at an index. */
final class UnreadablePassedOver extends Flaw {
  UnreadablePassedOver() {
    super(
        new Card(
            "SM02",
            "A server that cannot execute a committed command passes over it.",
            "sofa-jraft#1246",
            Property.STATE_MACHINE_SAFETY,
            "Damage a command on one server's disk, or commit one that only some servers know.",
            Sight.STEPS,
            Sight.DISKS));
  }

  @Override
  public boolean stopsAtUnreadable() {
    return false;
  }
}
