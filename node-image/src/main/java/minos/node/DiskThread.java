package minos.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import minos.node.disk.DurableLog;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Space;

/**
 * Makes writes durable, off the loop's thread: takes all that wait, writes them, forces once, says
 * so. While one force runs the next batch gathers, so batches grow as the disk falls behind.
 */
final class DiskThread {
  private static final Effect.Write STOP =
      new Effect.Write(Long.MAX_VALUE, Optional.empty(), OptionalLong.empty(), List.of());

  private final DurableLog log;
  private final LongConsumer persisted;
  private final Consumer<Throwable> failed;
  private final SpareThread spares;
  private final Thread thread;

  /** Bounded by {@link #backlogBytes}: the loop takes up nothing more while that is high. */
  private final BlockingQueue<Effect.Write> waiting = new LinkedBlockingQueue<>();

  /** Only so that the disk's thread looks at the space again. */
  private static final Effect.Write LOOK =
      new Effect.Write(0, Optional.empty(), OptionalLong.empty(), List.of());

  private volatile Space space = Space.ENOUGH;
  private long last;

  private final AtomicLong backlog = new AtomicLong();

  /**
   * @param persisted hears the number of the last durable write, on the disk's thread
   * @param failed hears the first failure, which is also the last
   */
  DiskThread(String name, DurableLog log, LongConsumer persisted, Consumer<Throwable> failed) {
    this.log = log;
    this.persisted = persisted;
    this.failed = failed;
    this.spares = new SpareThread(name + "-spare", log, () -> waiting.add(LOOK), failed);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
    spares.start();
  }

  void write(Effect.Write write) {
    backlog.addAndGet(bytes(write));
    waiting.add(write);
  }

  /** How much waits to be durable. */
  long backlogBytes() {
    return backlog.get();
  }

  /** How much room there is for the log. */
  Space space() {
    return space;
  }

  private void look() {
    Space now = log.space();
    if (now != space) {
      space = now;
      persisted.accept(last); // so that somebody looks
    }
  }

  /** Forgets what waits to be durable: this server is being killed. */
  void dropWaiting() {
    waiting.clear();
  }

  /** Makes durable what waits, closes the log, and returns when that is done. */
  void close() throws InterruptedException {
    spares.close();
    waiting.add(STOP);
    thread.join();
  }

  private void run() {
    try (log) {
      List<Effect.Write> batch = new ArrayList<>();
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch);
        boolean stop = batch.remove(STOP);
        batch.removeIf(LOOK::equals);
        commit(batch);
        batch.clear();
        look();
        if (stop) {
          return;
        }
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  private void commit(List<Effect.Write> batch) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    batch.forEach(log::stage);
    log.commit();
    if (log.wantsSpare()) {
      spares.wake();
    }
    last = batch.getLast().number();
    persisted.accept(last);
    batch.forEach(write -> backlog.addAndGet(-bytes(write)));
  }

  private static long bytes(Effect.Write write) {
    long bytes = 64;
    for (Entry entry : write.append()) {
      bytes += 64 + entry.payload().size();
    }
    return bytes;
  }
}
