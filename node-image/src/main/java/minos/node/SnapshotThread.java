package minos.node;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import minos.node.disk.SnapshotStore;

/**
 * Carries out what concerns snapshots off the loop's thread, and off that of the log, whose forces
 * must not wait for these.
 */
final class SnapshotThread {
  private final SnapshotStore store;
  private final Consumer<Throwable> failed;
  private final Thread thread;
  private final BlockingQueue<StoredSnapshots.Step> waiting = new LinkedBlockingQueue<>();
  private boolean stopping;

  /**
   * @param failed hears the first failure, which is also the last
   */
  SnapshotThread(String name, SnapshotStore store, Consumer<Throwable> failed) {
    this.store = store;
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
        waiting.take().run();
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }
}
