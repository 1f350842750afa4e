package minos.node.net;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that have not said yet who they are. They have a moment for it, all in all and not
 * for each byte; and where too many wait, the one that has waited longest goes, so that a newcomer
 * who speaks at once always gets in.
 */
final class Strangers {
  static final int MAX = 1024;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_MILLIS = 250;

  private record Stranger(Socket socket, long since) {}

  private final Deque<Stranger> waiting = new ArrayDeque<>();
  private final Thread doorman;

  Strangers(String name) {
    this.doorman = Thread.ofPlatform().daemon().name(name + "-doorman").unstarted(this::watch);
  }

  void start() {
    doorman.start();
  }

  void close() throws InterruptedException {
    doorman.interrupt();
    doorman.join();
  }

  void arrived(Socket socket) {
    List<Stranger> gone = new ArrayList<>();
    synchronized (waiting) {
      waiting.addLast(new Stranger(socket, System.nanoTime()));
      if (waiting.size() > MAX) {
        gone.add(waiting.removeFirst());
      }
    }
    gone.forEach(one -> turnAway(one.socket()));
  }

  /** It has said who it is, or is gone. */
  void noStranger(Socket socket) {
    synchronized (waiting) {
      for (Iterator<Stranger> all = waiting.descendingIterator(); all.hasNext(); ) {
        if (all.next().socket().equals(socket)) {
          all.remove();
          return;
        }
      }
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        overdue().forEach(one -> turnAway(one.socket()));
      }
    } catch (InterruptedException e) {
      // Closed: nobody comes any more.
    }
  }

  private List<Stranger> overdue() {
    List<Stranger> overdue = new ArrayList<>();
    long now = System.nanoTime();
    synchronized (waiting) {
      while (!waiting.isEmpty() && now - waiting.getFirst().since() > LIMIT_NANOS) {
        overdue.add(waiting.removeFirst());
      }
    }
    return overdue;
  }

  /** Closes a connection. */
  static void turnAway(Socket stranger) {
    try {
      stranger.close();
    } catch (IOException e) {
      // Gone either way.
    }
  }
}
