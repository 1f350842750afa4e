package minos.time;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits in real time for what nobody announces, by asking again and again. */
public final class Await {
  private static final long PAUSE_MIN_MILLIS = 2;
  private static final long PAUSE_MAX_MILLIS = 50;

  private Await() {}

  /**
   * Asks at growing intervals until the answer is yes or the limit is over.
   *
   * @return the last answer
   * @throws IllegalStateException if the thread is interrupted; it stays so
   */
  public static boolean until(Duration limit, BooleanSupplier question) {
    long end = System.nanoTime() + limit.toNanos();
    long pauseMillis = PAUSE_MIN_MILLIS;
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      sleep(pauseMillis);
      pauseMillis = Math.min(PAUSE_MAX_MILLIS, pauseMillis * 2);
    }
    return true;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
