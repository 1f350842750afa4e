package minos.raft.flaw;

import minos.raft.Role;

/** Breaks dissertation §6.4: a follower asks the leader before it answers. */
final class ReadsAtFollowers extends Flaw {
  ReadsAtFollowers() {
    super(
        new Card(
            "RD12",
            "A server that does not lead answers reads from what it has, and asks nobody.",
            "often seen in courses",
            Property.LINEARIZABILITY,
            "Cut a follower off, write, and read from it.",
            Sight.CLIENTS));
  }

  @Override
  public boolean asksLeaderBeforeItReads(Role role) {
    return false;
  }
}
