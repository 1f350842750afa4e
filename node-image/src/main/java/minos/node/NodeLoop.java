package minos.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import minos.node.disk.Memory;
import minos.raft.Effect;
import minos.raft.EntryId;

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
  private final Queue<Consumer<Replica>> told = new ConcurrentLinkedQueue<>();
  private final AtomicLong inboxBytes = new AtomicLong();
  private final AtomicLong persisted = new AtomicLong();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final Consumer<Throwable> fatal;
  private final LongSupplier clock;
  private final DiskThread disk;
  private final SnapshotThread snapshots;
  private final Replica replica;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * @param replica given this loop, which takes its writes, and is not to be used otherwise yet
   * @param clock what the replica's timers go by, in nanoseconds
   * @param fatal hears of the first failure after which this server must not go on
   */
  NodeLoop(
      String name,
      Memory memory,
      Function<NodeLoop, Replica> replica,
      LongSupplier clock,
      Consumer<Throwable> fatal) {
    this.fatal = fatal;
    this.clock = clock;
    this.disk = new DiskThread(name + "-disk", memory.log(), this::durable, this::fail);
    this.snapshots = new SnapshotThread(name + "-snapshots", memory.snapshots(), this::fail);
    this.replica = replica.apply(this);
    this.thread = Thread.ofPlatform().name(name + "-loop").daemon().unstarted(this::run);
  }

  void start() {
    disk.start();
    snapshots.start();
    thread.start();
  }

  /** Takes a write of the replica's to the disk. */
  void persist(Effect.Write write) {
    disk.write(write);
  }

  /** In order with {@link #persist}. */
  void compact(EntryId upTo) {
    disk.compact(upTo);
  }

  /** In order with {@link #persist}. */
  void resetLog(EntryId at) {
    disk.resetLog(at);
  }

  /** Takes a step that concerns snapshots to their own thread. */
  void snapshotStep(StoredSnapshots.Step step) {
    snapshots.add(step);
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

  /** As {@link #offer}, but never refused; for the few things that must not get lost. */
  void tell(Consumer<Replica> task) {
    told.add(task);
    // A full inbox wakes the loop anyway, and it looks at these before each batch.
    boolean ignored = inbox.offer(NOTHING);
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
    snapshots.close();
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
        hear();
      }
    } catch (InterruptedException e) {
      if (!stopping) {
        fail(e);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void hear() {
    Consumer<Replica> next = told.poll();
    while (next != null) {
      next.accept(replica);
      next = told.poll();
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
