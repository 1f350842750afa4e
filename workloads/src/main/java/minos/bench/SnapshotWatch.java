package minos.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Asks the servers, on a thread of its own, whether one of them takes a snapshot. */
final class SnapshotWatch implements AutoCloseable {
  /** What is going on. */
  enum Moment {
    QUIET,
    SNAPSHOT,

    /** A snapshot has just ended, or its last part may still be forced. */
    UNKNOWN
  }

  private static final long STEP_MILLIS = 50;
  private static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RaftServers servers;
  private final LongSupplier clock;
  private final Thread thread;
  private volatile Moment now = Moment.UNKNOWN;
  private final AtomicLong quietNanos = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  SnapshotWatch(RaftServers servers, LongSupplier clock) {
    this.servers = servers;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("snapshot-watch").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  Moment now() {
    return now;
  }

  /** How long no server took one, all in all. */
  long quietNanos() {
    return quietNanos.get();
  }

  /** How long a server took one, all in all. */
  long busyNanos() {
    return busyNanos.get();
  }

  private void watch() {
    long lastBusy = clock.getAsLong() - UNKNOWN_NANOS;
    long before = clock.getAsLong();
    try {
      while (!closed.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        Optional<Boolean> busy = ask();
        long time = clock.getAsLong();
        if (busy.isEmpty()) {
          now = Moment.UNKNOWN;
        } else if (busy.get()) {
          lastBusy = time;
          busyNanos.addAndGet(time - before);
          now = Moment.SNAPSHOT;
        } else if (time - lastBusy < UNKNOWN_NANOS) {
          now = Moment.UNKNOWN;
        } else {
          quietNanos.addAndGet(time - before);
          now = Moment.QUIET;
        }
        before = time;
      }
    } catch (InterruptedException e) {
      now = Moment.UNKNOWN;
    }
  }

  /** Empty where a server does not answer, which is too busy perhaps. */
  private Optional<Boolean> ask() {
    try {
      return Optional.of(servers.takeSnapshot());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
