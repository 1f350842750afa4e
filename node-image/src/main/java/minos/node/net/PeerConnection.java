package minos.node.net;

import java.io.IOException;
import java.util.function.Consumer;
import minos.bytes.Malformed;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;

/** What one peer says, over the connection that it made; it is answered over another. */
final class PeerConnection implements Transport.Receiver {
  /** Peers ping five times a second. */
  private static final int SILENCE_MILLIS = 1500;

  private final Frame.Caller peer;
  private final Inbound inbound;
  private final Firewall firewall;
  private final Consumer<String> log;
  private final Consumer<PeerConnection> left;
  private final Outbox pongs = new Outbox(1, 1);
  private final Transport transport;

  PeerConnection(
      Frame.Caller peer,
      FrameStream stream,
      Reactor reactor,
      Inbound inbound,
      Firewall firewall,
      Consumer<String> log,
      Consumer<PeerConnection> left)
      throws IOException {
    this.peer = peer;
    this.inbound = inbound;
    this.firewall = firewall;
    this.log = log;
    this.left = left;
    this.transport = reactor.transport(stream, pongs, Frame.MAX_BYTES, SILENCE_MILLIS, this);
  }

  NodeId peer() {
    return peer.id();
  }

  void start() {
    transport.start();
  }

  @Override
  public void received(Frame next) throws IOException {
    if (firewall.isDetached()) {
      throw new IOException("detached");
    }
    switch (next) {
      case Frame.Peer frame -> inbound.received(peer, frame);
      case Frame.Ping() -> {
        pongs.addNewest(new Frame.Pong());
        transport.flush();
      }
      case Frame.Hello f -> throw unexpected(f);
      case Frame.Pong f -> throw unexpected(f);
      case Frame.Ask f -> throw unexpected(f);
      case Frame.Answer f -> throw unexpected(f);
      case Frame.Admin f -> throw unexpected(f);
      case Frame.AdminAnswer f -> throw unexpected(f);
      case Frame.Subscribe f -> throw unexpected(f);
      case Frame.Committed f -> throw unexpected(f);
      case Frame.SubscriptionEnded f -> throw unexpected(f);
    }
  }

  @Override
  public void ended(IOException why) {
    left.accept(this);
    if (why instanceof Malformed) {
      log.accept("closed the connection from " + peer.id() + ": " + why.getMessage());
    }
  }

  void close() {
    transport.close();
  }

  static Malformed unexpected(Frame frame) {
    return new Malformed("out of place: " + frame.getClass().getSimpleName());
  }
}
