package minos.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tries again until something works. */
final class Pause {
  private static final long STEP_MILLIS = 20;

  private final LongSupplier clock;

  Pause(LongSupplier clock) {
    this.clock = clock;
  }

  /** What may not work yet. */
  interface Attempt<T> {
    T make() throws IOException;
  }

  /**
   * @throws IOException the last one, when the limit is reached
   */
  <T> T until(String what, Duration limit, Attempt<T> attempt) throws IOException {
    long end = clock.getAsLong() + limit.toNanos();
    while (true) {
      try {
        return attempt.make();
      } catch (IOException e) {
        if (clock.getAsLong() > end) {
          throw new IOException(
              "not " + what + " within " + limit.toSeconds() + " s: " + e.getMessage(), e);
        }
      }
      step();
    }
  }

  private static void step() throws IOException {
    try {
      boolean ignored = new CountDownLatch(1).await(STEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
