package minos.node.net;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import minos.bytes.Malformed;
import minos.client.AdminRequest;
import minos.client.Response;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;
import minos.wire.Weight;

/** One client, from its hello until it goes. */
final class ClientConnection implements Transport.Receiver, FrameStream.Room {
  /** Clients ping at least every ten seconds. */
  private static final int SILENCE_MILLIS = 30_000;

  /** Instead of a number of bytes, once nothing is counted any more. */
  private static final long GONE = -1;

  private final Clients clients;
  private final Inbound inbound;
  private final Departures departures;
  private final Consumer<String> log;
  private final Outbox answers = new Outbox(1024, 32L << 20);
  private final Transport transport;
  private final Feed feed;
  private final AtomicLong held = new AtomicLong();
  private volatile long lastAsked = System.nanoTime();

  /**
   * @param log hears why this server closes the connection, where it is the client's fault
   */
  ClientConnection(
      FrameStream stream,
      Reactor reactor,
      Clients clients,
      Inbound inbound,
      Departures departures,
      Consumer<String> log)
      throws IOException {
    this.clients = clients;
    this.inbound = inbound;
    this.departures = departures;
    this.log = log;
    this.feed = new Feed(inbound, this::send, System::nanoTime);
    stream.readInto(this);
    this.transport = reactor.transport(stream, answers, Frame.MAX_ASK_BYTES, SILENCE_MILLIS, this);
  }

  void start() {
    clients.enter(this);
    transport.start();
  }

  @Override
  public void received(Frame next) throws IOException {
    take(next);
    if (!feed.heard()) {
      throw new Malformed("a subscriber that does not read");
    }
  }

  private void take(Frame next) throws Malformed {
    switch (next) {
      case Frame.Ask question -> {
        lastAsked = System.nanoTime();
        inbound.asked(question, this::answer);
      }
      case Frame.Ping() -> send(new Frame.Pong());
      case Frame.Admin(AdminRequest request) ->
          inbound.asked(request, response -> send(new Frame.AdminAnswer(response)));
      case Frame.Subscribe f -> {
        if (!feed.subscribe(f.from())) {
          throw PeerConnection.unexpected(f);
        }
      }
      case Frame.Hello f -> throw PeerConnection.unexpected(f);
      case Frame.Pong f -> throw PeerConnection.unexpected(f);
      case Frame.Peer f -> throw PeerConnection.unexpected(f);
      case Frame.Answer f -> throw PeerConnection.unexpected(f);
      case Frame.AdminAnswer f -> throw PeerConnection.unexpected(f);
      case Frame.Committed f -> throw PeerConnection.unexpected(f);
      case Frame.SubscriptionEnded f -> throw PeerConnection.unexpected(f);
    }
  }

  private void answer(Response response) {
    send(new Frame.Answer(response));
  }

  private void send(Frame frame) {
    if (!clients.take(this, Weight.of(frame)) || !answers.add(frame)) {
      close(); // it asks, but does not read
    }
    departures.filled(transport);
  }

  @Override
  public void written(List<Frame> frames) {
    long bytes = 0;
    for (Frame frame : frames) {
      bytes += Weight.of(frame);
    }
    clients.giveBack(this, bytes);
    feed.written(frames);
  }

  @Override
  public void ended(IOException why) {
    feed.close();
    clients.leave(this);
    if (why instanceof Malformed) {
      log.accept(why.getMessage());
    }
  }

  @Override
  public void take(long bytes) throws IOException {
    if (!clients.take(this, bytes)) {
      throw new IOException("no room for a frame of " + bytes + " bytes");
    }
  }

  @Override
  public void giveBack(long bytes) {
    clients.giveBack(this, bytes);
  }

  /**
   * Counts what this client holds on to.
   *
   * @return false when it is gone, and nothing is counted
   */
  boolean hold(long bytes) {
    return held.getAndUpdate(now -> now == GONE ? GONE : now + bytes) != GONE;
  }

  /** How much it held, once; nothing is counted from now on. */
  long forgetHeld() {
    return Math.max(0, held.getAndSet(GONE));
  }

  long held() {
    return Math.max(0, held.get());
  }

  long lastAsked() {
    return lastAsked;
  }

  void close() {
    transport.close();
  }
}
