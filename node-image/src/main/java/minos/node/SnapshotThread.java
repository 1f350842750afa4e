package minos.node;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import minos.node.disk.SnapshotStore;

/**
 * Carries out what concerns snapshots off the loop's thread, and off that of the log, whose forces
 * must not wait for these. They share one disk, though: after a step that took a while this thread
 * rests for longer, so that most of the disk's time stays the log's.
 */
final class SnapshotThread {
  /** So many times as long as the step took. */
  private static final int REST = 3;

  private static final long WORTH_A_REST_NANOS = 1_000_000;
  private static final long MAX_REST_NANOS = 100_000_000;

  private final SnapshotStore store;
  private final LongSupplier clock;
  private final LongConsumer sleep;
  private final Consumer<Throwable> failed;
  private final Thread thread;
  private final BlockingQueue<StoredSnapshots.Step> waiting = new LinkedBlockingQueue<>();
  private boolean stopping;

  /**
   * @param failed hears the first failure, which is also the last
   */
  SnapshotThread(String name, SnapshotStore store, Consumer<Throwable> failed) {
    this(name, store, System::nanoTime, LockSupport::parkNanos, failed);
  }

  /**
   * @param clock monotonic, in nanoseconds
   * @param sleep for so many nanoseconds, or fewer
   */
  SnapshotThread(
      String name,
      SnapshotStore store,
      LongSupplier clock,
      LongConsumer sleep,
      Consumer<Throwable> failed) {
    this.store = store;
    this.clock = clock;
    this.sleep = sleep;
    this.failed = failed;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(StoredSnapshots.Step step) {
    waiting.add(step);
  }

  /** Carries out what waits, closes the store, and returns when that is done. */
  void close() throws InterruptedException {
    waiting.add(() -> stopping = true);
    thread.join();
  }

  private void run() {
    try (store) {
      while (!stopping) {
        StoredSnapshots.Step step = waiting.take();
        long begun = clock.getAsLong();
        step.run();
        rest(clock.getAsLong() - begun);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  private void rest(long afterNanos) {
    if (afterNanos >= WORTH_A_REST_NANOS && !stopping) {
      sleep.accept(Math.min(REST * afterNanos, MAX_REST_NANOS));
    }
  }
}
