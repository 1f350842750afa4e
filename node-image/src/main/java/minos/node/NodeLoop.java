package minos.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import minos.node.disk.Memory;
import minos.node.net.Departures;
import minos.raft.Effect;
import minos.raft.EntryId;

/**
 * Owns a {@link Replica}: one thread at a time runs it. Everybody posts tasks, which never wait: a
 * full inbox refuses, and the sender drops the message or rejects the question.
 *
 * <p>Who has posted a task runs the loop itself where nobody does at that moment, for a turn or
 * two: to wake another thread costs more than the turn. The loop's own thread sees to the time, and
 * to what the others leave.
 */
final class NodeLoop {
  private static final int INBOX = 8192;
  private static final int AT_ONCE = 256;

  /** So many turns a thread runs that has work of its own to go back to. */
  private static final int TURNS_OF_A_GUEST = 2;

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
  private final Departures departures;
  private final DiskThread disk;
  private final SnapshotThread snapshots;
  private final Replica replica;
  private final Thread thread;

  /** Held by the thread that runs the replica. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Only for the holder of the turn. */
  private final List<Task> tasks = new ArrayList<>();

  /** When the loop's thread wakes up by itself. */
  private volatile long wakesAt = Long.MIN_VALUE;

  private volatile boolean started;
  private volatile boolean stopping;

  /**
   * @param replica given this loop, which takes its writes, and is not to be used otherwise yet
   * @param clock what the replica's timers go by, in nanoseconds
   * @param departures when the frames leave that the replica sends
   * @param fatal hears of the first failure after which this server must not go on
   */
  NodeLoop(
      String name,
      Memory memory,
      Function<NodeLoop, Replica> replica,
      LongSupplier clock,
      Departures departures,
      Consumer<Throwable> fatal) {
    this.fatal = fatal;
    this.clock = clock;
    this.departures = departures;
    this.disk = new DiskThread(name + "-disk", memory.log(), this::durable, this::fail);
    this.snapshots = new SnapshotThread(name + "-snapshots", memory.snapshots(), this::fail);
    this.replica = replica.apply(this);
    this.thread = Thread.ofPlatform().name(name + "-loop").daemon().unstarted(this::run);
  }

  void start() {
    disk.start();
    snapshots.start();
    started = true;
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
   * Runs a task, soon, on this thread or another.
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
    boolean taken = post(bytes, task);
    runAsGuest();
    return taken;
  }

  /** As {@link #offer}, but the task may wait for the next {@link #runAsGuest}. */
  boolean post(long bytes, Consumer<Replica> task) {
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
    // A full inbox is worked on anyway, and these are looked at in each turn.
    boolean ignored = inbox.offer(NOTHING);
    LockSupport.unpark(thread);
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
    LockSupport.unpark(thread);
    thread.join();
    turn.lock(); // the last guest goes before the disk does
    try {
      disk.close();
      snapshots.close();
    } finally {
      turn.unlock();
    }
  }

  /** Stops as {@code kill -9} would: what waits for the disk is lost. */
  void kill() throws InterruptedException {
    stopping = true;
    disk.dropWaiting();
    close();
  }

  private void durable(long write) {
    persisted.set(write);
    // A full inbox is worked on anyway, and the number is looked at in each turn.
    boolean ignored = inbox.offer(NOTHING);
    runAsGuest();
  }

  private void fail(Throwable why) {
    stopping = true;
    if (failing.compareAndSet(false, true)) {
      fatal.accept(why);
    }
  }

  /**
   * Does what was posted, where nobody does already. Whoever holds the turn looks again when it has
   * given it back, so no task is left behind.
   */
  void runAsGuest() {
    int turns = 0;
    while (started && !inbox.isEmpty() && !turn.isHeldByCurrentThread()) {
      if (turns++ == TURNS_OF_A_GUEST) {
        LockSupport.unpark(thread);
        return;
      }
      if (!turn.tryLock()) {
        return;
      }
      try {
        takeTurn();
      } finally {
        turn.unlock();
      }
    }
  }

  private void run() {
    while (!stopping) {
      turn.lock();
      try {
        takeTurn();
      } finally {
        turn.unlock();
      }
      long wait = wakesAt - clock.getAsLong();
      if (inbox.isEmpty() && wait > 0 && !stopping) {
        LockSupport.parkNanos(this, wait);
      }
    }
  }

  private void takeTurn() {
    if (stopping) {
      return;
    }
    try {
      inbox.drainTo(tasks, AT_ONCE);
      departures.together(this::workOff);
      wakeUpAt(replica.nextDeadlineNanos());
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void workOff() {
    replica.together(this::runTasks);
    tasks.clear();
    hear();
  }

  private void hear() {
    Consumer<Replica> next = told.poll();
    while (next != null) {
      next.accept(replica);
      next = told.poll();
    }
  }

  private void runTasks() {
    replica.tick(clock.getAsLong());
    replica.persisted(persisted.get());
    replica.space(disk.space());
    for (Task task : tasks) {
      inboxBytes.addAndGet(-task.bytes());
      task.action().accept(replica);
    }
  }

  /** A later deadline is not worth a wake-up: the thread sees it when the earlier one is due. */
  private void wakeUpAt(long deadline) {
    boolean sooner = deadline < wakesAt;
    boolean own = Thread.currentThread().equals(thread);
    if (sooner || own) {
      wakesAt = deadline;
    }
    if (sooner && !own) {
      LockSupport.unpark(thread);
    }
  }
}
