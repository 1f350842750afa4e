package minos.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Frames that wait to be written to one connection: bounded, and adding never waits. */
public final class Outbox {
  private final int maxFrames;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private long bytes;
  private long dropped;

  /**
   * @param maxBytes about, by {@link Weight}; a single frame may weigh more
   */
  public Outbox(int maxFrames, long maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a frame behind the others.
   *
   * @return false when there is no room; the frame is then not added
   */
  public boolean add(Frame frame) {
    lock.lock();
    try {
      if (isFull()) {
        return false;
      }
      put(frame);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a frame behind the others, and throws the oldest away to make room. */
  public void addNewest(Frame frame) {
    lock.lock();
    try {
      while (isFull()) {
        bytes -= Weight.of(frames.removeFirst());
        dropped++;
      }
      put(frame);
    } finally {
      lock.unlock();
    }
  }

  /** All frames that wait, in order; waits for the first, and is empty when none came in time. */
  public List<Frame> takeAll(long timeoutNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeoutNanos;
      while (frames.isEmpty() && left > 0) {
        left = filled.awaitNanos(left);
      }
      List<Frame> all = new ArrayList<>(frames);
      frames.clear();
      bytes = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The first frames that wait, in order; does not wait itself.
   *
   * @param maxWeight of them together, by {@link Weight}; a single frame may weigh more
   */
  public List<Frame> poll(long maxWeight) {
    lock.lock();
    try {
      List<Frame> first = new ArrayList<>();
      long weight = 0;
      while (!frames.isEmpty() && weight < maxWeight) {
        Frame next = frames.removeFirst();
        weight += Weight.of(next);
        first.add(next);
      }
      bytes -= weight;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** How many frames were thrown away to make room. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  public int size() {
    lock.lock();
    try {
      return frames.size();
    } finally {
      lock.unlock();
    }
  }

  /** Throws everything away. */
  public void clear() throws InterruptedException {
    List<Frame> ignored = takeAll(0);
  }

  private boolean isFull() {
    return !frames.isEmpty() && (frames.size() >= maxFrames || bytes >= maxBytes);
  }

  private void put(Frame frame) {
    frames.addLast(frame);
    bytes += Weight.of(frame);
    filled.signal();
  }
}
