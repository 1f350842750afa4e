package minos.raft.flaw;

/** Breaks figure 2: what was sent is not yet replicated. */
final class CommitWhenSent extends Flaw {
  CommitWhenSent() {
    super(
        new Card(
            "RP01",
            "A leader counts a follower as soon as it has sent to it, without an acknowledgement.",
            "redisraft#14: total loss on failover",
            Property.DURABILITY,
            "Lose messages, then kill the leader or cut it off.",
            Sight.STEPS,
            Sight.CLIENTS,
            Sight.DISKS));
  }

  @Override
  public long replicatedUpTo(long acknowledged, long sent) {
    return sent;
  }
}
