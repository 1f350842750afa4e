package minos.raft.cluster;

import java.util.PriorityQueue;

/** Virtual time, and what is to happen when. */
final class Timeline {
  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long now;
  private long scheduled;

  long now() {
    return now;
  }

  void schedule(long delay, Runnable action) {
    due.add(new Due(now + delay, scheduled++, action));
  }

  /** When the next of what is scheduled is due. */
  long next() {
    return due.isEmpty() ? Long.MAX_VALUE : due.peek().at();
  }

  void passTo(long moment) {
    now = Math.max(now, moment);
  }

  /** Does all that is due. */
  void catchUp() {
    while (!due.isEmpty() && due.peek().at() <= now) {
      due.poll().action().run();
    }
  }
}
