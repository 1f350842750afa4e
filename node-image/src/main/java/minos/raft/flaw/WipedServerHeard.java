package minos.raft.flaw;

/** Breaks what Raft rests on: a server remembers its vote and its log. */
final class WipedServerHeard extends Flaw {
  WipedServerHeard() {
    super(
        new Card(
            "ST12",
            "A server whose disk was wiped counts as the one that it was.",
            "Vanlightly, raft README",
            Property.DURABILITY,
            "Delete the data of a server, start it again under its name, and let it vote.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean isSameServer(long named, long claimed) {
    return true;
  }
}
