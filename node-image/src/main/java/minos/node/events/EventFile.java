package minos.node.events;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import minos.raft.NodeId;

/**
 * Adds events to a file, a JSON line each, on a thread of its own: whoever tells one never waits.
 * Where the file is slower than what happens, lines are left out, and the next line says how many
 * ({@code "leftOut"}). Every line is whole; a killed process loses those of its last moment.
 */
public final class EventFile implements Consumer<NodeEvent>, AutoCloseable {
  private static final int WAITING_MAX = 8192;
  private static final long CLOSE_MILLIS = 1000;

  private final NodeId node;
  private final BufferedWriter file;
  private final Consumer<String> log;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  private EventFile(NodeId node, BufferedWriter file, Consumer<String> log) {
    this.node = node;
    this.file = file;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name(node + "-events").unstarted(this::run);
  }

  /**
   * Opens the file, made where it is not there.
   *
   * @param log hears, once, that the file can no longer be written
   */
  public static EventFile open(Path path, NodeId node, Consumer<String> log) throws IOException {
    BufferedWriter file =
        Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    EventFile events = new EventFile(node, file, log);
    events.thread.start();
    return events;
  }

  @Override
  public void accept(NodeEvent event) {
    String line = event.toJson(System.currentTimeMillis(), System.nanoTime(), node);
    if (!waiting.offer(line)) {
      leftOut.incrementAndGet();
    }
  }

  /** Writes what waits, but does not wait long for a disk that hangs. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<String> lines = new ArrayList<>();
    try (file) {
      while (!closed || !waiting.isEmpty()) {
        next(lines);
        for (String line : lines) {
          file.write(marked(line));
          file.write('\n');
        }
        file.flush();
        lines.clear();
      }
    } catch (IOException e) {
      log.accept("no more events are written: " + e);
    }
  }

  private void next(List<String> lines) {
    try {
      String first = closed ? waiting.poll() : waiting.poll(1, TimeUnit.HOURS);
      if (first != null) {
        lines.add(first);
        waiting.drainTo(lines);
      }
    } catch (InterruptedException e) {
      // Closed: what still waits is written.
    }
  }

  private String marked(String line) {
    long count = leftOut.getAndSet(0);
    return count == 0 ? line : line.substring(0, line.length() - 1) + ",\"leftOut\":" + count + "}";
  }
}
