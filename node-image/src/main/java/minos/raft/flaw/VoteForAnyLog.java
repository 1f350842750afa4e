package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks §5.4.1: the election restriction. */
final class VoteForAnyLog extends Flaw {
  VoteForAnyLog() {
    super(
        new Card(
            "EL06",
            "A voter does not compare the candidate's log with its own.",
            "cs733",
            Property.LEADER_COMPLETENESS,
            "Cut a follower off, write, kill the leader, and heal.",
            Sight.STEPS,
            Sight.CLIENTS,
            Sight.DISKS));
  }

  @Override
  public boolean isUpToDate(EntryId candidateLast, EntryId voterLast) {
    return true;
  }
}
