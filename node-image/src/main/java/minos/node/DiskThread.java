package minos.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import minos.node.disk.DurableLog;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Space;

/**
 * Makes writes durable, off the loop's thread: takes all that wait, writes them, forces once, says
 * so. While one force runs the next batch gathers, so batches grow as the disk falls behind.
 */
final class DiskThread {
  /** Something to do with the log, in order. */
  private sealed interface Step {
    record Write(Effect.Write write) implements Step {}

    record Compact(EntryId upTo) implements Step {}

    record Reset(EntryId at) implements Step {}

    /** Only so that this thread looks at the space again, as it does after each turn. */
    record Look() implements Step {}

    record Stop() implements Step {}
  }

  private final DurableLog log;
  private final LongConsumer persisted;
  private final Consumer<Throwable> failed;
  private final SpareThread spares;
  private final Thread thread;

  /** Bounded by {@link #backlogBytes}: the loop takes up nothing more while that is high. */
  private final BlockingQueue<Step> waiting = new LinkedBlockingQueue<>();

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
    this.spares = new SpareThread(name + "-spare", log, () -> waiting.add(new Step.Look()), failed);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
    spares.start();
  }

  void write(Effect.Write write) {
    backlog.addAndGet(bytes(write));
    waiting.add(new Step.Write(write));
  }

  /** Forgets the log up to this entry, after all writes before. */
  void compact(EntryId upTo) {
    waiting.add(new Step.Compact(upTo));
  }

  /** Forgets the whole log, after all writes before; it goes on after this entry. */
  void resetLog(EntryId at) {
    waiting.add(new Step.Reset(at));
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
    waiting.add(new Step.Stop());
    thread.join();
  }

  private void run() {
    try (log) {
      List<Step> steps = new ArrayList<>();
      List<Effect.Write> batch = new ArrayList<>();
      boolean stopped = false;
      while (!stopped) {
        steps.add(waiting.take());
        waiting.drainTo(steps);
        for (Step step : steps) {
          stopped |= carryOut(step, batch);
        }
        commit(batch);
        steps.clear();
        look();
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  /** Whether that was the last. */
  private boolean carryOut(Step step, List<Effect.Write> batch) throws IOException {
    switch (step) {
      case Step.Write(Effect.Write write) -> batch.add(write);
      case Step.Compact(EntryId upTo) -> {
        commit(batch);
        log.compact(upTo);
      }
      case Step.Reset(EntryId at) -> {
        commit(batch);
        log.reset(at);
      }
      case Step.Look() -> {}
      case Step.Stop() -> {
        return true;
      }
    }
    return false;
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
    batch.clear();
  }

  private static long bytes(Effect.Write write) {
    long bytes = 64;
    for (Entry entry : write.append()) {
      bytes += 64 + entry.payload().size();
    }
    return bytes;
  }
}
