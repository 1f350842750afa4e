package minos.node.net;

import static minos.node.TestCluster.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minos.bytes.Malformed;
import minos.client.Response;
import minos.kv.Reply;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;
import minos.wire.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A connection that the reactor reads")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReactorTest {
  private static final int MAX_BYTES = 1 << 20;
  private static final Frame HELLO = new Frame.Hello(Optional.empty(), Optional.empty());

  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final AtomicInteger settled = new AtomicInteger();
  private final Outbox outbox = new Outbox(1000, 100 << 20);
  private Reactor reactor;
  private Socket far;
  private FrameStream farStream;
  private Socket near;

  @BeforeEach
  void connect() throws IOException {
    reactor = new Reactor("test", settled::incrementAndGet, fatal::complete);
    try (ServerSocketChannel port = ServerSocketChannel.open()) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      far = new Socket(InetAddress.getLoopbackAddress(), port.socket().getLocalPort());
      near = port.socket().accept();
    }
    far.setSoTimeout(10_000);
    farStream = new FrameStream(far);
    reactor.start();
  }

  @AfterEach
  void close() throws IOException {
    far.close();
    near.close();
    reactor.close();
    assertNull(fatal.getNow(null));
  }

  @Test
  void hears_also_what_was_said_in_one_breath_with_the_hello() throws Exception {
    farStream.write(HELLO);
    farStream.write(new Frame.Ping());
    farStream.flush();
    FrameStream stream = stream();
    assertEquals(HELLO, stream.read(MAX_BYTES));

    Owner owner = serve(stream, 60_000);
    farStream.write(new Frame.Pong());
    farStream.flush();

    eventually("both", () -> owner.received.size() == 2);
    assertEquals(List.of(new Frame.Ping(), new Frame.Pong()), owner.received);
    assertTrue(settled.get() > 0);
  }

  @Test
  void makes_nobody_wait_who_writes_more_than_the_other_side_reads() throws Exception {
    Owner owner = serve(stream(), 60_000);
    int count = 400;
    long start = System.nanoTime();

    for (int i = 0; i < count; i++) {
      assertTrue(outbox.add(answer(i)));
      owner.transport.flush();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int before = owner.written.size();

    for (int i = 0; i < count; i++) {
      assertEquals(answer(i), farStream.read(MAX_BYTES));
    }
    eventually("all are written", () -> owner.written.size() == count);
    assertTrue(millis < 5000, "40 MB took " + millis + " ms to say");
    assertTrue(before < count, "nobody had read, but " + before + " were on their way");
  }

  @Test
  void has_written_a_frame_when_the_kernel_has_all_of_it() throws Exception {
    Owner owner = serve(stream(), 60_000);
    Frame larger = answer(1, 15_000_000); // than the buffers of both sides

    outbox.addNewest(larger);
    owner.transport.flush();
    int before = owner.written.size();

    assertEquals(larger, farStream.read(Frame.MAX_BYTES));
    eventually("it is written", () -> owner.written.size() == 1);
    assertEquals(0, before);
  }

  private static Frame answer(int number) {
    return answer(number, 100_000);
  }

  private static Frame answer(int number, int bytes) {
    return new Frame.Answer(
        new Response.Answered(number, new Reply.Value(Optional.of("v".repeat(bytes)))));
  }

  @Test
  void ends_once_when_the_other_side_goes() throws Exception {
    Owner owner = serve(stream(), 60_000);

    far.close();
    eventually("the end", () -> !owner.ends.isEmpty());
    owner.transport.close();
    outbox.addNewest(new Frame.Ping());
    owner.transport.flush();

    assertEquals(1, owner.ends.size());
  }

  @Test
  void ends_when_it_brings_nonsense() throws Exception {
    Owner owner = serve(stream(), 60_000);

    far.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertEquals(-1, far.getInputStream().read());
    eventually("the end", () -> !owner.ends.isEmpty());
    assertTrue(owner.ends.getFirst() instanceof Malformed);
  }

  @Test
  void ends_alone_when_its_frame_meets_a_bug() throws Exception {
    Owner owner = serve(stream(), 60_000);
    owner.bug = Optional.of(new IllegalStateException("a bug"));

    farStream.write(new Frame.Ping());
    farStream.flush();

    assertEquals(-1, far.getInputStream().read());
    eventually("the end", () -> !owner.ends.isEmpty());
    assertEquals(
        "a frame that this server fails at: java.lang.IllegalStateException: a bug",
        owner.ends.getFirst().getMessage());
  }

  @Test
  void ends_when_it_is_silent_for_too_long() throws Exception {
    Owner owner = serve(stream(), 300);

    assertEquals(-1, far.getInputStream().read());
    eventually("the end", () -> !owner.ends.isEmpty());
    assertTrue(owner.ends.getFirst() instanceof SocketTimeoutException);
  }

  @Test
  void ends_with_the_reactor() throws Exception {
    Owner owner = serve(stream(), 60_000);

    reactor.close();

    assertEquals(1, owner.ends.size());
    assertEquals(-1, far.getInputStream().read());
  }

  private FrameStream stream() throws IOException {
    return new FrameStream(near, near, 8 << 10, new Traffic());
  }

  private Owner serve(FrameStream stream, int silenceMillis) throws IOException {
    Owner owner = new Owner(stream, silenceMillis);
    owner.transport.start();
    return owner;
  }

  private final class Owner implements Transport.Receiver {
    private final List<Frame> received = new CopyOnWriteArrayList<>();
    private final List<Frame> written = new CopyOnWriteArrayList<>();
    private final List<IOException> ends = new CopyOnWriteArrayList<>();
    private final Transport transport;
    private volatile Optional<RuntimeException> bug = Optional.empty();

    Owner(FrameStream stream, int silenceMillis) throws IOException {
      this.transport = reactor.transport(stream, outbox, MAX_BYTES, silenceMillis, this);
    }

    @Override
    public void received(Frame frame) {
      bug.ifPresent(unforeseen -> {
        throw unforeseen;
      });
      received.add(frame);
    }

    @Override
    public void written(List<Frame> frames) {
      written.addAll(frames);
    }

    @Override
    public void ended(IOException why) {
      ends.add(why);
    }
  }
}
