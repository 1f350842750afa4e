package minos.raft.flaw;

/** Breaks §8: clients find the leader; while there is none, they wait. */
final class RefusalWithoutLeader extends Flaw {
  RefusalWithoutLeader() {
    super(
        new Card(
            "CL13",
            "A server without a leader refuses every request at once, and is asked again at once.",
            "CS3700 project 6, '30,000 failures'",
            Property.LIVENESS,
            "Kill the leader while many clients retry.",
            Sight.SERVICE));
  }

  @Override
  public boolean waitsForLeader() {
    return false;
  }
}
