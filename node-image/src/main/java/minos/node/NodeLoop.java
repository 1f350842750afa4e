package minos.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import minos.node.disk.DurableLog;
import minos.raft.Effect;

/**
 * The one thread that owns a {@link Replica}. Everybody else posts tasks, which never wait: a full
 * inbox refuses, and the sender drops the message or rejects the question.
 */
final class NodeLoop {
  private static final int INBOX = 8192;
  private static final int AT_ONCE = 256;

  /** So much before the loop, or on its way to the disk, is overload: nothing more is taken up. */
  private static final long MAX_BACKLOG_BYTES = 64L << 20;

  private record Task(long bytes, Consumer<Replica> action) {}

  private static final Task NOTHING = new Task(0, replica -> {});

  private final BlockingQueue<Task> inbox = new ArrayBlockingQueue<>(INBOX);
  private final AtomicLong inboxBytes = new AtomicLong();
  private final AtomicLong persisted = new AtomicLong();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final Consumer<Throwable> fatal;
  private final LongSupplier clock;
  private final DiskThread disk;
  private final Replica replica;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * @param replica given where its writes go
   * @param clock what the replica's timers go by, in nanoseconds
   * @param fatal hears of the first failure after which this server must not go on
   */
  NodeLoop(
      String name,
      DurableLog log,
      Function<Consumer<Effect.Write>, Replica> replica,
      LongSupplier clock,
      Consumer<Throwable> fatal) {
    this.fatal = fatal;
    this.clock = clock;
    this.disk = new DiskThread(name + "-disk", log, this::durable, this::fail);
    this.replica = replica.apply(disk::write);
    this.thread = Thread.ofPlatform().name(name + "-loop").daemon().unstarted(this::run);
  }

  void start() {
    disk.start();
    thread.start();
  }

  /**
   * Runs a task on the loop's thread, soon.
   *
   * @return false when there is too much to do already; the task then never runs
   */
  boolean offer(Consumer<Replica> task) {
    return offer(0, task);
  }

  /**
   * @param bytes how much memory the task holds on to
   */
  boolean offer(long bytes, Consumer<Replica> task) {
    if (stopping || disk.backlogBytes() + inboxBytes.get() >= MAX_BACKLOG_BYTES) {
      return false;
    }
    inboxBytes.addAndGet(bytes);
    boolean taken = inbox.offer(new Task(bytes, task));
    if (!taken) {
      inboxBytes.addAndGet(-bytes);
    }
    return taken;
  }

  /** How many tasks wait. */
  int waiting() {
    return inbox.size();
  }

  long waitingBytes() {
    return inboxBytes.get();
  }

  /** How much waits to be durable. */
  long unwrittenBytes() {
    return disk.backlogBytes();
  }

  /** Stops; what was handed to the disk is durable when this returns. */
  void close() throws InterruptedException {
    stopping = true;
    boolean woken = inbox.offer(NOTHING);
    if (!woken) {
      thread.interrupt();
    }
    thread.join();
    disk.close();
  }

  /** Stops as {@code kill -9} would: what waits for the disk is lost. */
  void kill() throws InterruptedException {
    stopping = true;
    disk.dropWaiting();
    close();
  }

  private void durable(long write) {
    persisted.set(write);
    // A full inbox wakes the loop anyway, and it looks at the number before each batch.
    boolean ignored = inbox.offer(NOTHING);
  }

  private void fail(Throwable why) {
    stopping = true;
    if (failing.compareAndSet(false, true)) {
      fatal.accept(why);
    }
  }

  private void run() {
    List<Task> tasks = new ArrayList<>();
    try {
      while (!stopping) {
        await(tasks);
        replica.tick(clock.getAsLong());
        replica.persisted(persisted.get());
        for (Task task : tasks) {
          inboxBytes.addAndGet(-task.bytes());
          task.action().accept(replica);
        }
        tasks.clear();
      }
    } catch (InterruptedException e) {
      if (!stopping) {
        fail(e);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void await(List<Task> tasks) throws InterruptedException {
    long wait = replica.nextDeadlineNanos() - clock.getAsLong();
    Task first = wait > 0 ? inbox.poll(wait, TimeUnit.NANOSECONDS) : inbox.poll();
    if (first != null) {
      tasks.add(first);
      inbox.drainTo(tasks, AT_ONCE - 1);
    }
  }
}
