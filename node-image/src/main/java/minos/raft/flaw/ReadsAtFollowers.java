package minos.raft.flaw;

import minos.raft.Role;

/** Breaks §8: only the leader answers. */
final class ReadsAtFollowers extends Flaw {
  ReadsAtFollowers() {
    super(
        new Card(
            "RD12",
            "A server that does not lead answers reads from what it has.",
            "often seen in courses",
            Property.LINEARIZABILITY,
            "Cut a follower off, write, and read from it."));
  }

  @Override
  public boolean rejectsReads(Role role) {
    return false;
  }
}
