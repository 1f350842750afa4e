package minos.node.net;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A log that strangers cannot flood: ten lines a second, then only how many more there were. */
final class Complaints implements Consumer<String> {
  private static final int AT_ONCE = 10;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<String> log;
  private long windowBegan = System.nanoTime();
  private int said;
  private long unsaid;

  Complaints(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public synchronized void accept(String line) {
    long now = System.nanoTime();
    if (now - windowBegan > WINDOW_NANOS) {
      windowBegan = now;
      said = 0;
      if (unsaid > 0) {
        log.accept("and " + unsaid + " more lines of this kind");
        unsaid = 0;
      }
    }
    if (said < AT_ONCE) {
      said++;
      log.accept(line);
    } else {
      unsaid++;
    }
  }
}
