package minos.raft.flaw;

/** Breaks the log: what was promised is not cut off. */
final class CorruptionTakenForTheEnd extends Flaw {
  CorruptionTakenForTheEnd() {
    super(
        new Card(
            "ST06",
            "A bad record in the middle of the log counts as its end.",
            "Pebble#453; camunda#6098; NATS 2.12.1",
            Property.DURABILITY,
            "Flip a bit in a committed entry on a minority, and let that one lead.",
            Sight.STEPS,
            Sight.CLIENTS,
            Sight.DISKS));
  }

  @Override
  public boolean endsBeforeBadRecord(boolean promised) {
    return true;
  }
}
