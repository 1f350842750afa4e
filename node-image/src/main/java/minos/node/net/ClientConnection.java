package minos.node.net;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import minos.bytes.Malformed;
import minos.client.AdminRequest;
import minos.client.Response;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;
import minos.wire.Weight;

/** One client, from its hello until it goes; reads on the thread that serves it. */
final class ClientConnection implements FrameStream.Room {
  /** Instead of a number of bytes, once nothing is counted any more. */
  private static final long GONE = -1;

  private final FrameStream stream;
  private final Clients clients;
  private final Inbound inbound;
  private final Outbox answers = new Outbox(1024, 32L << 20);
  private final Feed feed;
  private final AtomicLong held = new AtomicLong();
  private volatile long lastAsked = System.nanoTime();

  ClientConnection(FrameStream stream, Clients clients, Inbound inbound) {
    this.stream = stream;
    this.clients = clients;
    this.inbound = inbound;
    this.feed = new Feed(inbound, this::send, System::nanoTime);
  }

  /** Returns, by an exception, when the client is gone. */
  void serve() throws IOException {
    clients.enter(this);
    stream.readInto(this);
    Thread writer = Thread.ofVirtual().start(this::writeAnswers);
    try {
      while (true) {
        if (!stream.hasNext()) {
          inbound.settle();
        }
        take(stream.read(Frame.MAX_ASK_BYTES));
        if (!feed.heard()) {
          throw new Malformed("a subscriber that does not read");
        }
      }
    } finally {
      feed.close();
      writer.interrupt();
      clients.leave(this);
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
  }

  private void writeAnswers() {
    try {
      while (true) {
        List<Frame> frames = answers.takeAll(TimeUnit.HOURS.toNanos(1));
        long bytes = 0;
        for (Frame frame : frames) {
          stream.write(frame);
          bytes += Weight.of(frame);
        }
        stream.flush();
        clients.giveBack(this, bytes);
        feed.written(frames);
      }
    } catch (IOException | InterruptedException e) {
      close();
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
    stream.close();
  }
}
