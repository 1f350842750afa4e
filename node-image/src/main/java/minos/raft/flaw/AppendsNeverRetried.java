package minos.raft.flaw;

/** Breaks §5.3: the leader retries for ever. */
final class AppendsNeverRetried extends Flaw {
  AppendsNeverRetried() {
    super(
        new Card(
            "RP13",
            "A leader sends every entry once; what is lost stays lost.",
            "openraft f449b64a",
            Property.LIVENESS,
            "Lose five to thirty messages in a hundred.",
            Sight.SERVICE));
  }

  @Override
  public boolean retries() {
    return false;
  }
}
