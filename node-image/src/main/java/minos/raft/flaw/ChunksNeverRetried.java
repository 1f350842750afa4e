package minos.raft.flaw;

/** Breaks §5.1: what is not answered is sent again. */
final class ChunksNeverRetried extends Flaw {
  ChunksNeverRetried() {
    super(
        new Card(
            "SN11",
            "A leader sends each chunk of a snapshot once.",
            "sofa-jraft#605, logcabin#174",
            Property.LIVENESS,
            "Lose messages while a snapshot is on its way.",
            Sight.SERVICE));
  }

  @Override
  public boolean retriesChunks() {
    return false;
  }
}
