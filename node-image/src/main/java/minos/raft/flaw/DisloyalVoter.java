package minos.raft.flaw;

/** Breaks dissertation §4.2.3: a living leader is left in peace. */
final class DisloyalVoter extends Flaw {
  DisloyalVoter() {
    super(
        new Card(
            "EL16",
            "A server listens to candidates although its leader lives.",
            "dissertation §4.2.3, hashicorp/raft#12",
            Property.LIVENESS,
            "A server that hears nobody, but is heard, campaigns without end.",
            Sight.SERVICE));
  }

  @Override
  public boolean disregardsCandidates(boolean heardFromLeaderLately) {
    return false;
  }
}
