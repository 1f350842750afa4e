package minos.raft.flaw;

/** Breaks the log: half a write goes before another is made. */
final class TornTailLeft extends Flaw {
  TornTailLeft() {
    super(
        new Card(
            "ST07",
            "What is left of a torn write stays behind what is written next.",
            "amelie#17; acoustid#157",
            Property.DURABILITY,
            "Cut the power during a write, restart, write something shorter, restart.",
            Sight.DISKS));
  }

  @Override
  public boolean clearsTornTail() {
    return false;
  }
}
