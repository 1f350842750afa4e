package minos.raft.flaw;

/** Breaks figure 2: what is known to be replicated need not be sent. */
final class ProbeBelowMatch extends Flaw {
  ProbeBelowMatch() {
    super(
        new Card(
            "RP09",
            "A late refusal takes the leader back behind what the follower has acknowledged.",
            "PySyncObj#167, etcd-io/raft#149, CCF#5341",
            Property.LIVENESS,
            "Lose and delay messages while appends stream.",
            Sight.STEPS,
            Sight.SERVICE));
  }

  @Override
  public long mayAgreeUpTo(long match, long hint) {
    return hint;
  }
}
