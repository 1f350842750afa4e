package minos.check.hard;

import org.jspecify.annotations.Nullable;

/** One operation of a history under way. */
final class Attempt {
  final int worker;
  final int process;
  final boolean crashes;

  /** The event at which it was invoked. */
  final long invoked;

  String f = "";
  @Nullable Object argument;
  @Nullable Object result;
  boolean failed;

  /** What its object was certain of when it was invoked. */
  long certain;

  Attempt(int worker, int process, boolean crashes, long invoked) {
    this.worker = worker;
    this.process = process;
    this.crashes = crashes;
    this.invoked = invoked;
  }
}
