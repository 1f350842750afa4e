package minos.node.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import minos.bytes.Malformed;
import minos.raft.NodeId;
import minos.secure.Credentials;
import minos.secure.Untrusted;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The port at which peers and clients arrive. A connection has a thread of its own until it has
 * said who it is, then the {@link Reactor} reads it; so one that is slow, silent or talks nonsense
 * harms itself alone. Strangers, clients and peers each have their own limits, so no crowd of one
 * kind keeps the others out.
 */
public final class Listener {
  /** There may be thousands of connections, so what each holds on to is small. */
  private static final int BUFFER_BYTES = 8 << 10;

  private static final int HELLO_MILLIS = 2000;

  /**
   * Whoever bears a name may be a member that this server has not heard of yet; but not so many.
   */
  private static final int MAX_PEERS = 64;

  private final NodeId self;
  private final ServerSocket socket;
  private final Inbound inbound;
  private final Firewall firewall;
  private final Credentials credentials;
  private final Traffic traffic;
  private final Reactor reactor;
  private final Departures departures;
  private final Consumer<String> log;
  private final Thread thread;
  private final Strangers strangers;
  private final Clients clients;
  private final Map<NodeId, PeerConnection> peers = new ConcurrentHashMap<>();
  private final Set<Socket> unknown = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param socket bound, and from now on this object's
   * @param maxClients that are connected at a time
   */
  public Listener(
      NodeId self,
      ServerSocket socket,
      int maxClients,
      Inbound inbound,
      Firewall firewall,
      Credentials credentials,
      Traffic traffic,
      Reactor reactor,
      Departures departures,
      Consumer<String> log) {
    this.self = self;
    this.socket = socket;
    this.inbound = inbound;
    this.firewall = firewall;
    this.credentials = credentials;
    this.traffic = traffic;
    this.reactor = reactor;
    this.departures = departures;
    this.log = new Complaints(log);
    this.strangers = new Strangers(self.name());
    this.clients = new Clients(maxClients, Clients.MAX_BYTES);
    this.thread = Thread.ofPlatform().name(self + "-listener").daemon().unstarted(this::run);
  }

  public void start() {
    strangers.start();
    thread.start();
  }

  /** How many clients are connected. */
  public int clients() {
    return clients.count();
  }

  /** What waits for clients, or is half read from them. */
  public long clientBytes() {
    return clients.heldBytes();
  }

  /** Takes up no new connections; those that are there go on. */
  public void stopAccepting() throws IOException, InterruptedException {
    closed = true;
    socket.close();
    thread.join();
    strangers.close();
  }

  /** Whether every answer that was given is on its way to its client. */
  public boolean isDrained() {
    return clients.haveTheirAnswers();
  }

  public void close() throws IOException, InterruptedException {
    stopAccepting();
    for (Socket connection : unknown) {
      connection.close();
    }
    clients.closeAll();
    peers.values().forEach(PeerConnection::close);
  }

  private void run() {
    while (!closed) {
      try {
        Socket accepted = socket.accept();
        Thread.ofVirtual().name(self + "-connection").start(() -> serve(accepted));
      } catch (IOException e) {
        if (!closed) {
          log.accept("could not accept a connection: " + e.getMessage());
          pause();
        }
      }
    }
  }

  /**
   * Where accepting fails for want of file descriptors, trying at once only burns the processor.
   */
  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket accepted) {
    boolean isWelcome = false;
    try {
      unknown.add(accepted);
      if (!closed) {
        accepted.setTcpNoDelay(true);
        welcome(accepted);
        isWelcome = true;
      }
    } catch (Malformed | Untrusted e) {
      complain(accepted, e.getMessage());
    } catch (IOException e) {
      // The other side went away, as it may at any time.
    } finally {
      unknown.remove(accepted);
      if (!isWelcome) {
        Strangers.turnAway(accepted);
      }
    }
  }

  private void complain(Socket accepted, @Nullable String why) {
    log.accept("closed a connection from " + accepted.getInetAddress() + ": " + why);
  }

  private void welcome(Socket accepted) throws IOException {
    FrameStream stream;
    Frame.Hello hello;
    strangers.arrived(accepted);
    try {
      accepted.setSoTimeout(HELLO_MILLIS);
      Socket trusted = credentials.toClient(accepted);
      stream = new FrameStream(trusted, accepted, BUFFER_BYTES, traffic);
      hello = hello(stream);
      credentials.admit(trusted, hello.server().map(caller -> caller.id().name()), hello.token());
    } finally {
      strangers.noStranger(accepted);
    }
    if (hello.server().isPresent()) {
      servePeer(hello.server().get(), stream);
    } else {
      new ClientConnection(
              stream, reactor, clients, inbound, departures, why -> complain(accepted, why))
          .start();
    }
  }

  private Frame.Hello hello(FrameStream stream) throws IOException {
    if (!(stream.read(Frame.MAX_HELLO_BYTES) instanceof Frame.Hello hello)) {
      throw new Malformed("no hello");
    }
    if (hello.to().isPresent() && !hello.to().get().equals(self)) {
      throw new Malformed("it looks for " + hello.to().get() + ", but this is " + self);
    }
    if (hello.server().isPresent()) {
      NodeId peer = hello.server().get().id();
      if (peer.equals(self)) {
        throw new Malformed("it says that it is " + self + ", but so am I");
      }
      if (!peers.containsKey(peer) && peers.size() >= MAX_PEERS) {
        throw new Malformed("more servers than a cluster has: " + peer);
      }
    }
    return hello;
  }

  /** One connection for each peer, the newest. */
  private void servePeer(Frame.Caller caller, FrameStream stream) throws IOException {
    inbound.met(caller);
    PeerConnection newest =
        new PeerConnection(caller, stream, reactor, inbound, firewall, log, this::left);
    PeerConnection older = peers.put(caller.id(), newest);
    if (older != null) {
      older.close();
    }
    newest.start();
  }

  private void left(PeerConnection gone) {
    peers.remove(gone.peer(), gone);
  }
}
