package minos.raft.flaw;

import java.util.random.RandomGenerator;

/** Breaks §5.2: election timeouts are random. */
final class EqualTimeouts extends Flaw {
  EqualTimeouts() {
    super(
        new Card(
            "EL13",
            "All servers wait equally long for a leader, so that votes split again and again.",
            "hashicorp/raft#50, goraft#44 and #13",
            Property.LIVENESS,
            "Kill the leader of four or five servers a hundred times, and measure the time to the"
                + " next.",
            Sight.SERVICE));
  }

  @Override
  public long electionTimeoutNanos(long minNanos, RandomGenerator random) {
    return minNanos;
  }
}
