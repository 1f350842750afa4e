package minos.client.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import minos.bytes.Malformed;
import minos.client.Request;
import minos.client.Response;
import minos.raft.NodeId;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;
import minos.wire.Traffic;

/** A client's connection to one server, from its first request until it breaks. */
final class Connection {
  /** What a connection tells its owner, on its own threads. */
  interface Listener {
    void received(Connection from, Response response);

    /** Last call. Nothing that was sent over it has arrived, for certain. */
    void unreachable(Connection to, String why);

    /** Last call. What was sent may have arrived. */
    void broken(Connection from, String why);
  }

  private static final int CONNECT_MILLIS = 1000;
  private static final int BUFFER_BYTES = 64 << 10;

  /** The server closes a connection that is silent for half a minute. */
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Pings are answered, so a connection that stays silent for this long is dead. */
  private static final int SILENCE_MILLIS = 12_000;

  private final NodeId server;
  private final Supplier<InetSocketAddress> address;
  private final Credentials credentials;
  private final Listener listener;
  private final Outbox outbox = new Outbox(1024, 32L << 20);
  private final Thread thread;

  Connection(
      NodeId server,
      Supplier<InetSocketAddress> address,
      Credentials credentials,
      Listener listener) {
    this.server = server;
    this.address = address;
    this.credentials = credentials;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("to-" + server).unstarted(this::run);
  }

  NodeId server() {
    return server;
  }

  void start() {
    thread.start();
  }

  /** Never waits. */
  void send(Request request) {
    outbox.addNewest(new Frame.Ask(request));
  }

  /** Ends the connection soon; its threads end, too. */
  void close() {
    thread.interrupt();
  }

  private void run() {
    boolean connected = false;
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(address.get(), CONNECT_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      Socket trusted = credentials.toServer(socket, Optional.of(server.name()));
      FrameStream stream = new FrameStream(trusted, socket, BUFFER_BYTES, new Traffic());
      stream.write(new Frame.Hello(Optional.empty(), Optional.of(server), credentials.token()));
      connected = true;
      Thread reader = Thread.ofVirtual().name("from-" + server).start(() -> read(stream));
      try {
        pump(stream);
      } finally {
        stream.close();
        reader.join();
      }
    } catch (IOException | InterruptedException e) {
      if (connected) {
        listener.broken(this, "connection lost");
      } else {
        listener.unreachable(this, String.valueOf(e.getMessage()));
      }
    }
  }

  private void pump(FrameStream stream) throws IOException, InterruptedException {
    while (true) {
      var frames = outbox.takeAll(PING_NANOS);
      if (frames.isEmpty()) {
        stream.write(new Frame.Ping());
      }
      for (Frame frame : frames) {
        stream.write(frame);
      }
      stream.flush();
    }
  }

  private void read(FrameStream stream) {
    try {
      while (true) {
        switch (stream.read(Frame.MAX_BYTES)) {
          case Frame.Answer(Response response) -> listener.received(this, response);
          case Frame.Pong() -> {}
          case Frame.Ping f -> throw unexpected(f);
          case Frame.Hello f -> throw unexpected(f);
          case Frame.Peer f -> throw unexpected(f);
          case Frame.Ask f -> throw unexpected(f);
          case Frame.Admin f -> throw unexpected(f);
          case Frame.AdminAnswer f -> throw unexpected(f);
          case Frame.Subscribe f -> throw unexpected(f);
          case Frame.Committed f -> throw unexpected(f);
          case Frame.SubscriptionEnded f -> throw unexpected(f);
        }
      }
    } catch (IOException e) {
      // Said once, by the writing thread.
    } finally {
      stream.close();
      thread.interrupt(); // it may be waiting for something to write
    }
  }

  private static Malformed unexpected(Frame frame) {
    return new Malformed("out of place: " + frame.getClass().getSimpleName());
  }
}
