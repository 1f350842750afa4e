package minos.node.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.wire.FrameStream;
import minos.wire.Outbox;

/**
 * The one thread that reads all connections, of peers and of clients, as far as they are plain: a
 * connection costs a few hundred bytes, and a frame is in the loop without another thread's being
 * woken up.
 */
public final class Reactor implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final long LOOK_MILLIS = 200;

  private final Selector selector;
  private final Runnable settled;
  private final Consumer<Throwable> fatal;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Queue<SelectedTransport> newcomers = new ConcurrentLinkedQueue<>();
  private long lastLook = System.nanoTime();
  private volatile boolean closing;

  /**
   * @param settled runs when all has been read that is there for now
   * @param fatal hears why nothing is read any more
   */
  public Reactor(String name, Runnable settled, Consumer<Throwable> fatal) throws IOException {
    this.selector = Selector.open();
    this.settled = settled;
    this.fatal = fatal;
    this.thread = Thread.ofPlatform().name(name + "-reactor").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /**
   * The connection from here on; to be started by the receiver.
   *
   * @param stream nobody else reads or writes it any more
   * @param maxBytes longest frame to accept
   * @param silenceMillis after so long without a byte the connection ends
   */
  Transport transport(
      FrameStream stream,
      Outbox outbox,
      int maxBytes,
      int silenceMillis,
      Transport.Receiver receiver)
      throws IOException {
    if (stream.channel().isEmpty()) {
      stream.readTimeout(silenceMillis);
      return new ThreadedTransport(stream, outbox, maxBytes, receiver, settled);
    }
    long silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    return new SelectedTransport(this, stream, outbox, maxBytes, silenceNanos, receiver);
  }

  /** From any thread. */
  void add(SelectedTransport newcomer) {
    newcomers.add(newcomer);
    selector.wakeup();
  }

  /** What this thread waits for has changed. */
  void wakeUp() {
    selector.wakeup();
  }

  private void run() {
    try (selector) {
      while (!closing) {
        int ignored = selector.select(this::serve, LOOK_MILLIS);
        welcome();
        settled.run();
        look();
      }
      welcome();
      for (SelectionKey key : selector.keys()) {
        transport(key).close();
      }
    } catch (IOException | RuntimeException | Error e) {
      fatal.accept(e);
    }
  }

  private void welcome() {
    SelectedTransport newcomer = newcomers.poll();
    while (newcomer != null) {
      newcomer.register(selector);
      newcomer = newcomers.poll();
    }
  }

  private void serve(SelectionKey key) {
    transport(key).serve(buffer);
  }

  private static SelectedTransport transport(SelectionKey key) {
    return (SelectedTransport) key.attachment();
  }

  /** Ends those that have been silent for too long. */
  private void look() {
    long now = System.nanoTime();
    if (now - lastLook > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
      lastLook = now;
      for (SelectionKey key : selector.keys()) {
        transport(key).endIfSilent(now);
      }
    }
  }

  /** Ends all connections that are left. */
  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
