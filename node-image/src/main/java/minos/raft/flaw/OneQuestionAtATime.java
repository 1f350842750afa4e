package minos.raft.flaw;

/** Breaks liveness: a server serves many clients at a time. */
final class OneQuestionAtATime extends Flaw {
  OneQuestionAtATime() {
    super(
        new Card(
            "CL12",
            "A server has room for one question, and rejects all others until that is answered.",
            "CSCI 5763, homework 2, known limits",
            Property.LIVENESS,
            "Let two or more clients ask at a time.",
            Sight.CLIENTS,
            Sight.SERVICE));
  }

  @Override
  public int questionsInHand(int max) {
    return 1;
  }
}
