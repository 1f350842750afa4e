package minos.client.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minos.client.Outcome;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The other side is a real socket whose answers the test writes itself. */
@DisplayName("A client over sockets")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SocketClientTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final Change PUT = new Change.Put("x", "1");

  private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private SocketClient client;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    server.setSoTimeout(5000);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    client =
        new SocketClient(Map.of(N1, () -> address), Duration.ofMillis(600), 1, System::nanoTime);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void keeps_one_connection_for_all_its_calls() throws Exception {
    client.ask(new Query.Get("x"), outcomes::add);
    try (Socket socket = server.accept()) {
      FrameStream stream = new FrameStream(socket);
      Frame hello = stream.read(Frame.MAX_HELLO_BYTES);
      answer(stream, new Reply.Value(Optional.of("a")));
      Outcome first = outcome();
      client.ask(new Query.Get("x"), outcomes::add);
      answer(stream, new Reply.Value(Optional.of("b")));
      Outcome second = outcome();

      assertEquals(new Frame.Hello(Optional.empty(), Optional.of(N1)), hello);
      assertEquals(new Outcome.Ok(new Reply.Value(Optional.of("a"))), first);
      assertEquals(new Outcome.Ok(new Reply.Value(Optional.of("b"))), second);
    }
  }

  @Test
  void says_rejected_when_nobody_could_be_reached() throws Exception {
    server.close();

    client.change(PUT, outcomes::add);

    assertInstanceOf(Outcome.Rejected.class, outcome());
  }

  @Test
  void says_indeterminate_when_a_change_left_and_no_answer_came() throws Exception {
    client.change(PUT, outcomes::add);
    try (Socket socket = server.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertInstanceOf(Frame.Hello.class, stream.read(Frame.MAX_HELLO_BYTES));
      answer(stream, new Reply.SessionOpened(5));
      Frame change = stream.read(Frame.MAX_BYTES);

      assertEquals(new Command.InSession(5, 1, 0, PUT), command(change));
      assertInstanceOf(Outcome.Indeterminate.class, outcome());
    }
  }

  @Test
  void retries_under_the_same_number_when_its_connection_breaks() throws Exception {
    client.change(PUT, outcomes::add);
    try (Socket first = server.accept()) {
      FrameStream stream = new FrameStream(first);
      assertInstanceOf(Frame.Hello.class, stream.read(Frame.MAX_HELLO_BYTES));
      answer(stream, new Reply.SessionOpened(5));
      assertInstanceOf(Frame.Ask.class, stream.read(Frame.MAX_BYTES));
    }
    try (Socket second = server.accept()) {
      FrameStream stream = new FrameStream(second);
      assertInstanceOf(Frame.Hello.class, stream.read(Frame.MAX_HELLO_BYTES));
      Frame retry = answer(stream, new Reply.Done());

      assertEquals(new Command.InSession(5, 1, 0, PUT), command(retry));
      assertEquals(new Outcome.Ok(new Reply.Done()), outcome());
    }
  }

  @Test
  void ends_its_call_when_it_is_closed_and_takes_no_more() throws Exception {
    client.change(PUT, outcomes::add);

    client.close();

    assertEquals(new Outcome.Indeterminate("the client was closed"), outcome());
    assertThrows(IllegalStateException.class, () -> client.change(PUT, outcomes::add));
  }

  @Test
  void calls_back_once_even_if_the_answer_comes_after_it_was_closed() throws Exception {
    client.ask(new Query.Get("x"), outcomes::add);
    try (Socket socket = server.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertInstanceOf(Frame.Hello.class, stream.read(Frame.MAX_HELLO_BYTES));
      Frame asked = stream.read(Frame.MAX_BYTES);

      client.close();
      client.close();

      assertInstanceOf(Frame.Ask.class, asked);
      assertThrows(IOException.class, () -> stream.read(Frame.MAX_BYTES), "it hangs up");
      assertEquals(new Outcome.Indeterminate("the client was closed"), outcome());
      assertEquals(0, outcomes.size());
    }
  }

  @Test
  void has_many_calls_under_way_on_one_connection() throws Exception {
    client.ask(new Query.Get("x"), outcomes::add);
    client.ask(new Query.Get("y"), outcomes::add);
    try (Socket socket = server.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertInstanceOf(Frame.Hello.class, stream.read(Frame.MAX_HELLO_BYTES));
      Frame first = stream.read(Frame.MAX_BYTES);
      answer(stream, new Reply.Value(Optional.of("y")));
      Outcome answered = outcome();

      assertEquals(new Frame.Ask(new Request.Read(1, new Query.Get("x"))), first);
      assertEquals(new Outcome.Ok(new Reply.Value(Optional.of("y"))), answered);
      assertEquals(0, outcomes.size(), "the first is still open");
    }
  }

  @Test
  void takes_the_next_call_from_within_the_callback() throws Exception {
    CompletableFuture<Outcome> second = new CompletableFuture<>();
    client.ask(new Query.Get("x"), first -> client.ask(new Query.Get("y"), second::complete));
    try (Socket socket = server.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertInstanceOf(Frame.Hello.class, stream.read(Frame.MAX_HELLO_BYTES));
      answer(stream, new Reply.Value(Optional.empty()));
      answer(stream, new Reply.Value(Optional.of("y")));

      assertEquals(
          new Outcome.Ok(new Reply.Value(Optional.of("y"))), second.get(5, TimeUnit.SECONDS));
    }
  }

  private Outcome outcome() throws InterruptedException {
    return Optional.ofNullable(outcomes.poll(5, TimeUnit.SECONDS)).orElseThrow();
  }

  /** Reads the next request, and answers it. */
  private static Frame answer(FrameStream stream, Reply reply) throws IOException {
    Frame frame = stream.read(Frame.MAX_BYTES);
    long id = frame instanceof Frame.Ask(Request request) ? request.id() : -1;
    stream.write(new Frame.Answer(new Response.Answered(id, reply)));
    stream.flush();
    return frame;
  }

  private static Command command(Frame frame) {
    if (frame instanceof Frame.Ask(Request.Propose(long id, Command command))) {
      return command;
    }
    throw new AssertionError("no command: " + frame);
  }
}
