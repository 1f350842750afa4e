package minos.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Every message that was sent, and what became of it: {@code messages.jsonl}, a line when it is
 * sent and a line for each time that it arrives or is lost. Written on a thread of its own.
 */
final class MessageLog implements AutoCloseable {
  static final String FILE = "messages.jsonl";
  private static final int WAITING_MAX = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** Empty for the end. */
  private final BlockingQueue<Optional<Line>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  private final Thread writer;
  private volatile @Nullable IOException failure;

  /**
   * @param event {@code sent}, {@code arrived}, or what took it
   * @param message only where it is sent
   */
  private record Line(
      long id, long nanos, String event, String source, String target, @Nullable JsonNode message) {
    String json() throws JsonProcessingException {
      ObjectNode line =
          JSON.createObjectNode()
              .put("id", id)
              .put("time", nanos)
              .put("event", event)
              .put("source", source)
              .put("target", target);
      if (message != null) {
        line.set("message", message);
      }
      return JSON.writeValueAsString(line);
    }
  }

  MessageLog(Path folder) {
    this.folder = folder;
    this.writer = Thread.ofPlatform().daemon().name("message log").start(this::write);
  }

  void sent(long id, long nanos, String source, String target, JsonNode message) {
    put(Optional.of(new Line(id, nanos, "sent", source, target, message)));
  }

  void ended(long id, long nanos, String event, String source, String target) {
    put(Optional.of(new Line(id, nanos, event, source, target, null)));
  }

  private void put(Optional<Line> line) {
    try {
      waiting.put(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(FILE))) {
      for (Optional<Line> next = waiting.take(); next.isPresent(); next = waiting.take()) {
        out.write(next.get().json());
        out.write('\n');
      }
    } catch (IOException e) {
      failure = e;
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody shall wait for a log that cannot be written: who reads it is told. */
  private void drain() {
    try {
      while (waiting.take().isPresent()) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what is left. Idempotent. */
  @Override
  public void close() {
    if (!writer.isAlive()) {
      return;
    }
    put(Optional.empty());
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Copies it, once it is closed.
   *
   * @throws IOException also if it could not be written
   */
  void copyTo(Path target) throws IOException {
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    Files.copy(folder.resolve(FILE), target.resolve(FILE));
  }
}
