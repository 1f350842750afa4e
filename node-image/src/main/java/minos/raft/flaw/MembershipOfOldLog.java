package minos.raft.flaw;

import minos.raft.Membership;

/** Breaks figure 13: the snapshot's configuration is loaded with it. */
final class MembershipOfOldLog extends Flaw {
  MembershipOfOldLog() {
    super(
        new Card(
            "SN07",
            "A server goes by its old members after it has installed a snapshot with others.",
            "openraft#1808, RATIS-2274",
            Property.ELECTION_SAFETY,
            "Change members, compact, install a snapshot on one that was away.",
            Sight.STEPS));
  }

  @Override
  public Membership membershipInstalled(Membership ofSnapshot, Membership known) {
    return known;
  }
}
