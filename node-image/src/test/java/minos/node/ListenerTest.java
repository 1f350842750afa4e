package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import minos.client.Request;
import minos.kv.Query;
import minos.node.net.HostPort;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameCodec;
import minos.wire.FrameStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server's port")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListenerTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final Frame CLIENT = new Frame.Hello(Optional.empty(), Optional.of(N1));

  @TempDir private Path folder;
  private TestCluster cluster;
  private TestCluster.Caller anna;

  @BeforeEach
  void start() throws IOException {
    cluster = new TestCluster(folder, 1).startAll();
    anna = cluster.client();
    assertEquals(done(), anna.put("x", "1"));
  }

  /** Whatever a test did, others are still served. */
  @AfterEach
  void serves_others() throws IOException {
    assertEquals(value("1"), anna.get("x"));
    assertEquals(done(), cluster.client().put("y", "2"));
    cluster.close();
  }

  @Test
  void closes_a_connection_that_brings_garbage() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      assertTrue(isClosedByServer(socket));
    }
  }

  @Test
  void closes_a_connection_whose_frame_is_too_long() throws IOException {
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      frame(out, CLIENT);
      out.writeInt(Frame.MAX_ASK_BYTES + 1);

      assertTrue(isClosedByServer(socket));
    }
  }

  @Test
  void closes_a_connection_whose_frame_means_nothing() throws IOException {
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      frame(out, CLIENT);
      out.writeInt(2);
      out.write(new byte[] {5, 1});

      assertTrue(isClosedByServer(socket));
    }
  }

  @Test
  void lets_a_half_frame_wait_alone() throws IOException {
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      frame(out, CLIENT);
      out.writeInt(100);
      out.write(5);

      assertEquals(done(), cluster.client().put("z", "3"));
    }
  }

  @Test
  void closes_a_connection_that_looks_for_another_server() throws IOException {
    try (Socket socket = connect()) {
      frame(
          new DataOutputStream(socket.getOutputStream()),
          new Frame.Hello(Optional.empty(), Optional.of(new NodeId("n9"))));

      assertTrue(isClosedByServer(socket));
    }
  }

  @Test
  void takes_no_messages_of_the_protocol_from_clients() throws IOException {
    try (Socket client = connect()) {
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      frame(out, CLIENT);
      frame(out, new Frame.Peer(new Message.VoteReply(99, true)));

      assertTrue(isClosedByServer(client));
    }
  }

  /** Whoever asks for a vote may be a member that this server has not heard of yet (§6). */
  @Test
  void hears_strangers_but_counts_no_votes_of_theirs() throws IOException {
    try (Socket stranger = connect()) {
      FrameStream stream = new FrameStream(stranger);
      Frame.Caller n9 = new Frame.Caller(new NodeId("n9"), 1, "127.0.0.1:1");
      stream.write(new Frame.Hello(Optional.of(n9), Optional.of(N1)));
      stream.write(new Frame.Peer(new Message.VoteReply(99, true)));
      stream.write(new Frame.Ping());
      stream.flush();

      assertEquals(new Frame.Pong(), stream.read(Frame.MAX_HELLO_BYTES));
      assertTrue(cluster.server(N1).status().contains("\"term\":1"));
    }
  }

  @Test
  void closes_a_connection_of_a_server_that_bears_its_own_name() throws IOException {
    try (Socket twin = connect()) {
      frame(
          new DataOutputStream(twin.getOutputStream()),
          new Frame.Hello(Optional.of(new Frame.Caller(N1, 1, "127.0.0.1:1")), Optional.of(N1)));

      assertTrue(isClosedByServer(twin));
    }
  }

  @Test
  void throws_out_a_client_that_asks_but_does_not_read() throws IOException {
    assertEquals(done(), anna.put("big", "v".repeat(100_000)));
    try (Socket socket = connect()) {
      FrameStream stream = new FrameStream(socket);
      stream.write(CLIENT);

      boolean closed = false;
      for (int i = 0; i < 5000 && !closed; i++) {
        closed = !asks(stream, i);
      }

      if (!closed) { // all were sent before the server had answered so many
        TestCluster.eventually("thrown out after 5000 unread answers", () -> !asks(stream, 0));
      }
    }
  }

  private static boolean asks(FrameStream stream, int number) {
    try {
      stream.write(new Frame.Ask(new Request.Read(number, new Query.Get("big"))));
      stream.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    HostPort address = cluster.addresses.values().iterator().next();
    Socket socket = new Socket(address.host(), address.port());
    socket.setSoTimeout(5000);
    return socket;
  }

  private static void frame(DataOutputStream out, Frame frame) throws IOException {
    byte[] bytes = FrameCodec.encode(frame);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static boolean isClosedByServer(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }
}
