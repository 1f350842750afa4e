package minos.node;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import minos.node.disk.DurableLog;

/**
 * Keeps the log's next segment ready, so that the disk's thread never waits for one. Where there is
 * no room for it, it tries again twice a second: the room may come back.
 */
final class SpareThread {
  private static final long RETRY_MILLIS = 500;

  /** Between pieces of the work, for the sake of those who wait for a force. */
  private static final long PAUSE_NANOS = 2_000_000;

  private final DurableLog log;
  private final Runnable changed;
  private final Consumer<Throwable> failed;
  private final Semaphore wanted = new Semaphore(1);
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * @param changed runs when there is no room any more, or is again
   * @param failed hears the first failure, which is also the last
   */
  SpareThread(String name, DurableLog log, Runnable changed, Consumer<Throwable> failed) {
    this.log = log;
    this.changed = changed;
    this.failed = failed;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There may be something to do. */
  void wake() {
    wanted.release();
  }

  void close() throws InterruptedException {
    stopping = true;
    wake();
    thread.join();
  }

  private void run() {
    boolean room = true;
    try {
      while (!stopping) {
        if (room) {
          wanted.acquire();
        } else {
          boolean ignored = wanted.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        wanted.drainPermits();
        Optional<String> refused = stopping ? Optional.empty() : log.prepare(this::pause);
        if (refused.isEmpty() != room) {
          room = refused.isEmpty();
          changed.run();
        }
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  private void pause() {
    if (!stopping) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
