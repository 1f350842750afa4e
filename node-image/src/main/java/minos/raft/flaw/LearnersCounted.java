package minos.raft.flaw;

/** Breaks §6: new servers "are not considered for majorities". */
final class LearnersCounted extends Flaw {
  LearnersCounted() {
    super(
        new Card(
            "CM05",
            "Learners count for majorities.",
            "MicroRaft c768342, openraft d882e743",
            Property.DURABILITY,
            "Three voters and two learners: cut the leader and the learners off from the"
                + " other voters.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean countsLearners() {
    return true;
  }
}
