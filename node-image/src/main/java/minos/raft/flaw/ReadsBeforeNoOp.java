package minos.raft.flaw;

/** Breaks §8: first the empty entry of the term, then reads. */
final class ReadsBeforeNoOp extends Flaw {
  ReadsBeforeNoOp() {
    super(
        new Card(
            "RD02",
            "A new leader serves reads before it knows what is committed.",
            "etcd#7331, redisraft#18 and #22",
            Property.LINEARIZABILITY,
            "Kill the leader, and read at once from the next.",
            Sight.CLIENTS,
            Sight.STEPS));
  }

  @Override
  public boolean mayStartRead(long commitIndex, long firstIndexOfTerm) {
    return true;
  }
}
