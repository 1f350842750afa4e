package minos.node.net;

import java.io.IOException;
import java.util.function.Consumer;
import minos.bytes.Malformed;
import minos.wire.Frame;
import minos.wire.FrameStream;

/** What one peer says, over the connection that it made. */
record PeerConnection(
    Frame.Caller peer,
    FrameStream stream,
    Inbound inbound,
    Firewall firewall,
    Consumer<String> log) {

  /** Returns when the connection is of no more use. */
  void serve() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        if (!stream.hasNext()) {
          inbound.settle();
        }
        Frame next = stream.read(Frame.MAX_BYTES);
        goesOn = !firewall.isDetached();
        if (goesOn) {
          take(next);
        }
      }
    } catch (Malformed e) {
      log.accept("closed the connection from " + peer.id() + ": " + e.getMessage());
    } catch (IOException e) {
      // It went away, and will come back.
    }
  }

  private void take(Frame next) throws IOException {
    switch (next) {
      case Frame.Peer frame -> inbound.received(peer, frame);
      case Frame.Ping() -> {
        stream.write(new Frame.Pong());
        stream.flush();
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

  static Malformed unexpected(Frame frame) {
    return new Malformed("out of place: " + frame.getClass().getSimpleName());
  }
}
