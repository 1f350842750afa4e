package minos.raft.flaw;

/** Breaks §5.3: a command is answered after it was applied. */
final class AnswerAtStepDown extends Flaw {
  AnswerAtStepDown() {
    super(
        new Card(
            "CM07",
            "A deposed leader answers the commands that it still has in hand as if they were done.",
            "a classic of homework; cf. CL07",
            Property.DURABILITY,
            "Cut the leader off with its clients, elect another, and heal.",
            Sight.CLIENTS));
  }

  @Override
  public boolean answersWhenDeposed() {
    return true;
  }
}
