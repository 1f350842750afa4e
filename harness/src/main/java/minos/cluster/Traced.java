package minos.cluster;

/** Something that happened within a cluster, where that can be seen; nanoseconds of its time. */
public sealed interface Traced {
  long nanos();

  /**
   * A message set out.
   *
   * @param message a number of its own
   * @param body what it says: a value that never changes
   */
  record Sent(long nanos, long message, String from, String to, Object body) implements Traced {}

  /** It arrived; maybe twice. */
  record Received(long nanos, long message) implements Traced {}

  /** It, or one copy of it, will not arrive. */
  record Dropped(long nanos, long message, String why) implements Traced {}

  /**
   * A node wrote down what happened to it.
   *
   * @param line JSON
   */
  record Noted(long nanos, String node, String line) implements Traced {}
}
