package minos.raft.flaw;

/** Breaks §5.3: the answer is the result of the execution. */
final class AnswerForeseen extends Flaw {
  AnswerForeseen() {
    super(
        new Card(
            "CL08",
            "A leader compares for a compare-and-set when it is proposed, not when it is applied.",
            "a common student error; cf. knossos#5",
            Property.LINEARIZABILITY,
            "Let several clients compare and set one register at a time.",
            Sight.CLIENTS));
  }

  @Override
  public boolean answersWhatWasExecuted() {
    return false;
  }
}
