package minos.store;

import java.nio.file.Path;
import java.time.Duration;

/** A run whose history is longer than the heap: for a JVM of its own, with a small one. */
final class LongRun {
  private LongRun() {}

  /**
   * @param arguments where results go, milliseconds, what the register is said to hold at first
   */
  public static void main(String[] arguments) throws Exception {
    StoredRun.Request request =
        OddRegister.request(
            Path.of(arguments[0]),
            Duration.ofMillis(Long.parseLong(arguments[1])),
            0,
            false,
            Long.parseLong(arguments[2]));
    StoredRun.Outcome outcome = new StoredRun(request, RunListener.NONE).execute();
    System.out.printf(
        "%s, %d ops held, %s%n",
        outcome.verdict().validity(), outcome.history().ops().size(), outcome.verdict().reasons());
    System.exit(0);
  }
}
