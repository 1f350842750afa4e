package minos.client.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import minos.bytes.Malformed;
import minos.client.SubscriptionEnd;
import minos.raft.Entry;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Traffic;

/**
 * The committed entries of a cluster, from one log sequence number on: each once, in order, without
 * a gap, as long as the connection lasts. Any server tells them, leader or not. After the end, a
 * new subscription from {@link #next} on, at any server, goes on where this one stopped.
 */
public final class Subscription implements AutoCloseable {
  /** What a subscriber hears, on the subscription's own thread. */
  public interface Listener {
    /** May take its time, but not long: a server drops those who do not read for ten seconds. */
    void committed(LogEntry entry);

    /** Last call; not made where the subscriber itself has closed the subscription. */
    void ended(End why);
  }

  /** Why there will be no more entries. */
  public sealed interface End {
    /** The server's log does not go back so far: it begins with this one. */
    record Compacted(long first) implements End {}

    /** The server has dropped this subscriber because it did not read. */
    record TooSlow() implements End {}

    /** The connection could not be made or broke. */
    record Lost(String why) implements End {}
  }

  private static final int CONNECT_MILLIS = 1000;
  private static final long PING_SECONDS = 5;

  /** Pings are answered, so a connection that stays silent for this long is dead. */
  private static final int SILENCE_MILLIS = 12_000;

  private static final int BUFFER_BYTES = 64 << 10;

  private final InetSocketAddress server;
  private final Credentials credentials;
  private final Listener listener;
  private final Thread thread;
  private final Socket socket = new Socket();
  private volatile long next;
  private volatile boolean closed;

  private Subscription(
      InetSocketAddress server, Credentials credentials, long from, Listener listener) {
    this.credentials = credentials;
    this.server = server;
    this.listener = listener;
    this.next = from;
    this.thread = Thread.ofVirtual().name("subscription").unstarted(this::run);
  }

  /**
   * Subscribes, without waiting.
   *
   * @param server whoever listens there
   * @param from log sequence number of the first entry wanted, at least 1; it may yet have to come
   */
  public static Subscription open(InetSocketAddress server, long from, Listener listener) {
    return open(server, Credentials.NONE, from, listener);
  }

  /**
   * Subscribes at a server that wants to see who it is.
   *
   * @param credentials what this side shows
   */
  public static Subscription open(
      InetSocketAddress server, Credentials credentials, long from, Listener listener) {
    if (from < 1) {
      throw new IllegalArgumentException("log sequence numbers begin with 1, not " + from);
    }
    Subscription subscription = new Subscription(server, credentials, from, listener);
    subscription.thread.start();
    return subscription;
  }

  /** The first log sequence number that has not been told yet. */
  public long next() {
    return next;
  }

  /** Ends it; the listener may hear one more entry meanwhile, but no end. */
  @Override
  public void close() {
    closed = true;
    hangUp();
  }

  private void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      // The connection is gone either way, and that is all that was wanted.
    }
  }

  private void run() {
    End end = connectAndListen();
    if (!closed) {
      listener.ended(end);
    }
  }

  private End connectAndListen() {
    try (socket) {
      socket.connect(server, CONNECT_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      Socket trusted = credentials.toServer(socket, Optional.empty());
      FrameStream stream = new FrameStream(trusted, socket, BUFFER_BYTES, new Traffic());
      stream.write(new Frame.Hello(Optional.empty(), Optional.empty(), credentials.token()));
      stream.write(new Frame.Subscribe(next));
      stream.flush();
      Thread pings = Thread.ofVirtual().name("subscription-pings").start(() -> ping(stream));
      try {
        return listen(stream);
      } finally {
        pings.interrupt();
      }
    } catch (IOException e) {
      return new End.Lost(String.valueOf(e.getMessage()));
    }
  }

  private End listen(FrameStream stream) throws IOException {
    while (true) {
      switch (stream.read(Frame.MAX_BYTES)) {
        case Frame.Committed batch -> take(batch);
        case Frame.SubscriptionEnded(SubscriptionEnd.Compacted(long first)) -> {
          return new End.Compacted(first);
        }
        case Frame.SubscriptionEnded(SubscriptionEnd.TooSlow(long resume)) -> {
          return new End.TooSlow();
        }
        case Frame.Pong() -> {}
        case Frame.Hello f -> throw unexpected(f);
        case Frame.Ping f -> throw unexpected(f);
        case Frame.Peer f -> throw unexpected(f);
        case Frame.Ask f -> throw unexpected(f);
        case Frame.Answer f -> throw unexpected(f);
        case Frame.Admin f -> throw unexpected(f);
        case Frame.AdminAnswer f -> throw unexpected(f);
        case Frame.Subscribe f -> throw unexpected(f);
      }
    }
  }

  private void take(Frame.Committed batch) throws Malformed {
    for (Entry entry : batch.entries()) {
      if (closed) {
        return;
      }
      if (entry.index() != next) {
        throw new Malformed("entry " + entry.index() + " where " + next + " is due");
      }
      listener.committed(LogEntry.of(entry));
      next = entry.index() + 1;
    }
  }

  private static void ping(FrameStream stream) {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(PING_SECONDS);
        stream.write(new Frame.Ping());
        stream.flush();
      }
    } catch (IOException | InterruptedException e) {
      // The reading side says why, or is done.
    }
  }

  private static Malformed unexpected(Frame frame) {
    return new Malformed("out of place: " + frame.getClass().getSimpleName());
  }
}
