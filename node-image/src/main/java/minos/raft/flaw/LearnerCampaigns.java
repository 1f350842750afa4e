package minos.raft.flaw;

/** Breaks §6: a non-voting member waits until it may vote. */
final class LearnerCampaigns extends Flaw {
  LearnerCampaigns() {
    super(
        new Card(
            "EL21",
            "A learner that hears no leader campaigns.",
            "NuRaft#436, openraft 39690593, hashicorp/raft GH-398",
            Property.ELECTION_SAFETY,
            "Cut a learner off until its election timeout has passed.",
            Sight.STEPS));
  }

  @Override
  public boolean mayCampaign(boolean learner) {
    return true;
  }
}
