package minos.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A message a line, on standard input and output. */
final class Lines implements Carrier {
  private static final int WAITING_MAX = 100_000;

  private final Hearer hearer;

  /** Empty for the end. */
  private final BlockingQueue<Optional<byte[]>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  private volatile boolean closed;

  Lines(String name, InputStream from, OutputStream to, Hearer hearer) {
    this.hearer = hearer;
    Thread.ofPlatform().daemon().name(name + " output").start(() -> read(from));
    Thread.ofPlatform().daemon().name(name + " input").start(() -> write(to));
  }

  @Override
  public void send(byte[] message) {
    if (!closed && !waiting.offer(Optional.of(message))) {
      close();
      hearer.misbehaved("does not read its input: %,d messages wait".formatted(WAITING_MAX));
    }
  }

  private void write(OutputStream to) {
    try (to) {
      for (Optional<byte[]> next = waiting.take(); next.isPresent(); next = waiting.take()) {
        to.write(next.get());
        to.write('\n');
        if (waiting.isEmpty()) {
          to.flush();
        }
      }
    } catch (IOException e) {
      close(); // It has ended, or closed its input: whoever waits for it sees that.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream from) {
    byte[] buffer = new byte[1 << 16];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (from) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        int begin = 0;
        for (int at = 0; at < count; at++) {
          if (buffer[at] == '\n') {
            line.write(buffer, begin, at - begin);
            begin = at + 1;
            say(line);
          }
        }
        line.write(buffer, begin, count - begin);
        if (line.size() > LENGTH_MAX) {
          hearer.misbehaved("wrote a line of more than %,d bytes".formatted(LENGTH_MAX));
          return;
        }
      }
    } catch (IOException e) {
      // The pipe is closed: the program has ended.
    }
  }

  private void say(ByteArrayOutputStream line) {
    if (line.size() > 0 && !closed) {
      hearer.said(line.toByteArray());
    }
    line.reset();
  }

  @Override
  public void close() {
    closed = true;
    waiting.clear();
    boolean unused = waiting.offer(Optional.empty());
  }
}
