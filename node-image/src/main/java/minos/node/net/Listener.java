package minos.node.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.bytes.Malformed;
import minos.client.AdminRequest;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;

/**
 * The port at which peers and clients arrive. Each connection has a thread of its own, so one that
 * is slow, silent or talks nonsense harms itself alone.
 */
public final class Listener {
  private static final int MAX_CONNECTIONS = 1024;
  private static final int HELLO_MILLIS = 2000;

  /** Peers ping five times a second. */
  private static final int PEER_SILENCE_MILLIS = 1500;

  /** Clients ping at least every ten seconds. */
  private static final int CLIENT_SILENCE_MILLIS = 30_000;

  private final NodeId self;
  private final ServerSocket socket;
  private final Inbound inbound;
  private final Firewall firewall;
  private final Consumer<String> log;
  private final Thread thread;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<FrameStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param socket bound, and from now on this object's
   */
  public Listener(
      NodeId self, ServerSocket socket, Inbound inbound, Firewall firewall, Consumer<String> log) {
    this.self = self;
    this.socket = socket;
    this.inbound = inbound;
    this.firewall = firewall;
    this.log = log;
    this.thread = Thread.ofPlatform().name(self + "-listener").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public void close() throws IOException, InterruptedException {
    closed = true;
    socket.close();
    thread.join();
    open.forEach(FrameStream::close);
  }

  private void run() {
    while (!closed) {
      try {
        Socket accepted = socket.accept();
        if (closed || !free.tryAcquire()) {
          accepted.close();
          continue;
        }
        Thread.ofPlatform().daemon().name(self + "-connection").start(() -> serve(accepted));
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
    try (accepted) {
      accepted.setTcpNoDelay(true);
      FrameStream stream = new FrameStream(accepted);
      open.add(stream);
      try {
        welcome(stream);
      } catch (Malformed e) {
        log.accept("closed a connection from " + accepted.getInetAddress() + ": " + e.getMessage());
      } finally {
        open.remove(stream);
      }
    } catch (IOException e) {
      // The other side went away, as it may at any time.
    } finally {
      free.release();
    }
  }

  private void welcome(FrameStream stream) throws IOException {
    stream.readTimeout(HELLO_MILLIS);
    if (closed) {
      return;
    }
    if (!(stream.read(Frame.MAX_HELLO_BYTES) instanceof Frame.Hello(var server, var to))) {
      throw new Malformed("no hello");
    }
    if (to.isPresent() && !to.get().equals(self)) {
      throw new Malformed("it looks for " + to.get() + ", but this is " + self);
    }
    if (server.isEmpty()) {
      stream.readTimeout(CLIENT_SILENCE_MILLIS);
      serveClient(stream);
    } else if (server.get().id().equals(self)) {
      throw new Malformed("it says that it is " + self + ", but so am I");
    } else {
      stream.readTimeout(PEER_SILENCE_MILLIS);
      inbound.met(server.get());
      servePeer(server.get(), stream);
    }
  }

  private void servePeer(Frame.Caller peer, FrameStream stream) throws IOException {
    while (true) {
      Frame next = stream.read(Frame.MAX_BYTES);
      if (firewall.isDetached()) {
        return; // which closes the connection
      }
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
  }

  private void serveClient(FrameStream stream) throws IOException {
    Outbox answers = new Outbox(1024, 32L << 20);
    Feed feed = new Feed(inbound, frame -> answer(frame, answers, stream), System::nanoTime);
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .name(self + "-answers")
            .start(() -> writeAnswers(answers, stream, feed));
    try {
      while (true) {
        switch (stream.read(Frame.MAX_ASK_BYTES)) {
          case Frame.Ask question ->
              inbound.asked(
                  question, response -> answer(new Frame.Answer(response), answers, stream));
          case Frame.Ping() -> answer(new Frame.Pong(), answers, stream);
          case Frame.Hello f -> throw unexpected(f);
          case Frame.Pong f -> throw unexpected(f);
          case Frame.Peer f -> throw unexpected(f);
          case Frame.Admin(AdminRequest request) ->
              inbound.asked(
                  request, response -> answer(new Frame.AdminAnswer(response), answers, stream));
          case Frame.Subscribe f -> {
            if (!feed.subscribe(f.from())) {
              throw unexpected(f);
            }
          }
          case Frame.Answer f -> throw unexpected(f);
          case Frame.AdminAnswer f -> throw unexpected(f);
          case Frame.Committed f -> throw unexpected(f);
          case Frame.SubscriptionEnded f -> throw unexpected(f);
        }
        if (!feed.heard()) {
          throw new Malformed("a subscriber that does not read");
        }
      }
    } finally {
      feed.close();
      writer.interrupt();
    }
  }

  private static void answer(Frame frame, Outbox answers, FrameStream stream) {
    if (!answers.add(frame)) {
      stream.close(); // it asks, but does not read
    }
  }

  private static void writeAnswers(Outbox answers, FrameStream stream, Feed feed) {
    try {
      while (true) {
        List<Frame> frames = answers.takeAll(TimeUnit.HOURS.toNanos(1));
        for (Frame frame : frames) {
          stream.write(frame);
        }
        stream.flush();
        feed.written(frames);
      }
    } catch (IOException | InterruptedException e) {
      stream.close();
    }
  }

  private static Malformed unexpected(Frame frame) {
    return new Malformed("out of place: " + frame.getClass().getSimpleName());
  }
}
