package minos.node.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minos.bytes.Malformed;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;
import minos.wire.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The way to one other server: a connection over which this server only sends. It is best effort:
 * what does not fit, or finds no connection, is dropped, and the protocol says it again.
 *
 * <p>A link that swallows everything leaves a connection that looks alive, with writes that wait
 * for minutes. So the link pings, and a connection that does not answer in time is thrown away; new
 * attempts are short and frequent, so a healed link is in use again within a second.
 *
 * <p>Its thread connects and pings; messages leave on the thread that has them to say.
 */
public final class PeerLink {
  private static final int CONNECT_MILLIS = 300;
  private static final int BUFFER_BYTES = 8 << 10;
  private static final int PAUSE_MILLIS = 100;
  private static final int PING_MILLIS = 200;

  /** A peer that answers no ping for so long is not there. */
  private static final int SILENCE_MILLIS = 800;

  private final Frame.Caller self;
  private final NodeId peer;
  private final Supplier<HostPort> address;
  private final Firewall firewall;
  private final Credentials credentials;
  private final Traffic traffic;
  private final Reactor reactor;
  private final Departures departures;
  private final Consumer<String> log;
  private final Outbox outbox = new Outbox(1024, 32L << 20);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Connection connection;
  private boolean reportedLost;
  private long reported = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);

  /**
   * @param address asked for anew at each connect
   */
  public PeerLink(
      Frame.Caller self,
      NodeId peer,
      Supplier<HostPort> address,
      Firewall firewall,
      Credentials credentials,
      Traffic traffic,
      Reactor reactor,
      Departures departures,
      Consumer<String> log) {
    this.self = self;
    this.peer = peer;
    this.address = address;
    this.firewall = firewall;
    this.credentials = credentials;
    this.traffic = traffic;
    this.reactor = reactor;
    this.departures = departures;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name(self.id() + "-to-" + peer).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Never waits. */
  public void send(Message message) {
    Connection now = connection;
    if (!firewall.isDetached() && now != null) {
      outbox.addNewest(new Frame.Peer(message));
      departures.filled(now.transport);
    }
  }

  /** How many messages found no room, and were dropped. */
  public long dropped() {
    return outbox.dropped();
  }

  /** How many messages wait to be sent. */
  public int waiting() {
    return outbox.size();
  }

  /** Whether the peer answered a ping over the connection that is open now. */
  public boolean isConnected() {
    Connection now = connection;
    return now != null && now.answered;
  }

  /** The link ends soon. */
  void end() {
    closed = true;
    thread.interrupt();
  }

  public void close() throws InterruptedException {
    end();
    thread.join();
  }

  private void run() {
    try {
      while (!closed) {
        String why = firewall.isDetached() ? "detached" : connectAndSend();
        if (!closed) {
          reportLost(why);
          outbox.clear();
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      // Closed: there is nobody left to send for.
    }
  }

  /** Returns why the connection ended, or could not be made. */
  private String connectAndSend() throws InterruptedException {
    try (Socket socket = SocketChannel.open().socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoLinger(true, 0); // what a dead link still holds back is of no use
      socket.connect(address.get().resolve(), CONNECT_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      Socket trusted = credentials.toServer(socket, Optional.of(peer.name()));
      FrameStream stream = new FrameStream(trusted, socket, BUFFER_BYTES, traffic);
      stream.write(new Frame.Hello(Optional.of(self), Optional.of(peer), credentials.token()));
      stream.flush();
      Connection now = new Connection(stream);
      connection = now;
      try {
        return now.ping();
      } finally {
        connection = null;
        now.transport.close();
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** One connection, which the other side only answers pings over. */
  private final class Connection implements Transport.Receiver {
    private final Transport transport;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile boolean answered;

    Connection(FrameStream stream) throws IOException {
      this.transport =
          reactor.transport(stream, outbox, Frame.MAX_HELLO_BYTES, SILENCE_MILLIS, this);
    }

    /** Returns why it is of no more use. */
    String ping() throws InterruptedException {
      transport.start();
      while (!closed && !firewall.isDetached()) {
        outbox.addNewest(new Frame.Ping());
        transport.flush();
        try {
          return ended.get(PING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // As it should be: it is time for the next ping.
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }
      return "detached";
    }

    @Override
    public void received(Frame frame) throws IOException {
      if (!(frame instanceof Frame.Pong)) {
        throw new Malformed("something other than a pong");
      }
      if (!answered) {
        answered = true;
        reportConnected();
      }
    }

    @Override
    public void ended(IOException why) {
      boolean silent = why instanceof SocketTimeoutException;
      ended.complete(silent ? "no answer within " + SILENCE_MILLIS + " ms" : "connection lost");
    }
  }

  private synchronized void reportLost(String why) {
    long now = System.nanoTime();
    if (!reportedLost && now - reported > TimeUnit.SECONDS.toNanos(1)) {
      log.accept("no connection to " + peer + " at " + address.get() + ": " + why);
      reportedLost = true;
      reported = now;
    }
  }

  private synchronized void reportConnected() {
    log.accept("connected to " + peer + " at " + address.get());
    reportedLost = false;
  }
}
