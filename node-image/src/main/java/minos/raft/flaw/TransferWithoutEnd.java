package minos.raft.flaw;

/** Breaks dissertation §3.10: a transfer ends with the office that it hands over. */
final class TransferWithoutEnd extends Flaw {
  TransferWithoutEnd() {
    super(
        new Card(
            "LT01",
            "A leader whose transfer its loss of office has interrupted refuses requests"
                + " when it leads again.",
            "hashicorp/raft#696",
            Property.LIVENESS,
            "Begin a transfer, depose the leader before the target takes over, elect it"
                + " again.",
            Sight.SERVICE));
  }

  @Override
  public boolean transferEndsWithOffice() {
    return false;
  }
}
