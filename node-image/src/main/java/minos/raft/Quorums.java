package minos.raft;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToLongFunction;

/** What a majority has reached. */
final class Quorums {
  private Quorums() {}

  /**
   * The highest value that at least {@code quorum} servers have reached.
   *
   * @param times how often the leader itself counts
   * @param own value of the leader itself
   */
  static long highestReachedBy(
      int quorum,
      int times,
      long own,
      Collection<Progress> followers,
      ToLongFunction<Progress> value) {
    long[] values = new long[times + followers.size()];
    Arrays.fill(values, 0, times, own);
    int count = times;
    for (Progress follower : followers) {
      values[count++] = value.applyAsLong(follower);
    }
    Invariant.that(quorum <= count, "a quorum is no larger than the cluster", quorum, count);
    Arrays.sort(values);
    return values[count - quorum];
  }
}
