package minos.sim;

import java.util.random.RandomGenerator;
import minos.time.Time;

/** What a program sees of the world. All of it belongs to one process and ends with it. */
public interface SimHost {
  /** As others send to it. */
  String name();

  /**
   * This process's monotonic clock. Its origin is its own, as that of System.nanoTime is: no two
   * processes may compare theirs.
   */
  long nanos();

  /**
   * Runs a task later, unless the process is gone by then; if it is paused, once it goes on. Tasks
   * due at the same instant run in the order in which they were given.
   */
  Time.Timer after(long delayNanos, Runnable task);

  /**
   * Sends without waiting.
   *
   * @param message travels as the object it is, so it must be immutable
   */
  void send(String to, Object message);

  /** How long the disk needs to force what was written; drawn anew with each call. */
  long drawForceNanos();

  /** Seeded; another one in each process. */
  RandomGenerator random();

  /** Adds a line to this node's log, which outlives the process. */
  void log(String line);

  /** Adds a line to another file that is collected with this node's log. */
  void write(String file, String line);

  /**
   * What this machine's clock on the wall shows: nanoseconds since the cluster began, the same to
   * all unless somebody has set it. It may jump, also back.
   */
  long wallNanos();
}
