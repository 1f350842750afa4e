package minos.node.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

/**
 * The way to one other server: a connection over which this server only sends. It is best effort:
 * what does not fit, or finds no connection, is dropped, and the protocol says it again.
 *
 * <p>A link that swallows everything leaves a connection that looks alive, with writes that wait
 * for minutes. So the link pings, and a connection that does not answer in time is thrown away; new
 * attempts are short and frequent, so a healed link is in use again within a second.
 *
 * <p>Platform threads: links are few, and the loop hands a message to a waiting platform thread
 * with less work than to a virtual one.
 */
public final class PeerLink {
  private static final int CONNECT_MILLIS = 300;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int PAUSE_MILLIS = 100;
  private static final long PING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A peer that answers no ping for so long is not there. */
  private static final int SILENCE_MILLIS = 800;

  private final Frame.Caller self;
  private final NodeId peer;
  private final Supplier<HostPort> address;
  private final Firewall firewall;
  private final Credentials credentials;
  private final Traffic traffic;
  private final Consumer<String> log;
  private final Outbox outbox = new Outbox(1024, 32L << 20);
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean connected;
  private volatile String ended = "";
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
      Consumer<String> log) {
    this.self = self;
    this.peer = peer;
    this.address = address;
    this.firewall = firewall;
    this.credentials = credentials;
    this.traffic = traffic;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name(self.id() + "-to-" + peer).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Never waits. */
  public void send(Message message) {
    if (!firewall.isDetached()) {
      outbox.addNewest(new Frame.Peer(message));
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
    return connected;
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
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoLinger(true, 0); // what a dead link still holds back is of no use
      socket.connect(address.get().resolve(), CONNECT_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      Socket trusted = credentials.toServer(socket, Optional.of(peer.name()));
      FrameStream stream = new FrameStream(trusted, socket, BUFFER_BYTES, traffic);
      stream.write(new Frame.Hello(Optional.of(self), Optional.of(peer), credentials.token()));
      Thread pongs =
          Thread.ofPlatform()
              .daemon()
              .name(self.id() + "-pongs-" + peer)
              .start(() -> listen(stream));
      try {
        pump(stream);
      } catch (IOException e) {
        // The reading side knows better why.
      } finally {
        connected = false;
        stream.close();
        pongs.join();
      }
      return firewall.isDetached() ? "detached" : ended;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void pump(FrameStream stream) throws IOException, InterruptedException {
    long nextPing = System.nanoTime();
    while (!closed && !firewall.isDetached()) {
      long now = System.nanoTime();
      if (now - nextPing >= 0) {
        stream.write(new Frame.Ping());
        nextPing = now + PING_NANOS;
      }
      stream.flush();
      for (Frame frame : outbox.takeAll(nextPing - now)) {
        stream.write(frame);
      }
    }
  }

  /** Reads pongs until there are none in time; then closes, which ends a write that hangs. */
  private void listen(FrameStream stream) {
    try {
      while (true) {
        Frame frame = stream.read(Frame.MAX_HELLO_BYTES);
        if (!(frame instanceof Frame.Pong)) {
          throw new Malformed("something other than a pong");
        }
        if (!connected) {
          connected = true;
          reportConnected();
        }
      }
    } catch (SocketTimeoutException e) {
      ended = "no answer within " + SILENCE_MILLIS + " ms";
    } catch (IOException e) {
      ended = "connection lost";
    } finally {
      stream.close();
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
