package minos.node.net;

import static minos.node.TestCluster.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A link to a peer")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PeerLinkTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final Frame.Caller SELF = new Frame.Caller(N1, 17, "here:1");
  private static final NodeId N2 = new NodeId("n2");
  private static final Message SMALL = new Message.VoteReply(1, true);
  private static final Message LARGE =
      new Message.AppendRequest(
          1,
          EntryId.NONE,
          List.of(new Entry(new EntryId(1, 1), Entry.Kind.COMMAND, new Payload(new byte[1 << 20]))),
          0,
          0);

  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final Firewall firewall = new Firewall();
  private ServerSocket peer;
  private Reactor reactor;
  private PeerLink link;

  @BeforeEach
  void open() throws IOException {
    peer = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    peer.setSoTimeout(5000);
    reactor = new Reactor("n1", () -> {}, why -> log.add("FATAL " + why));
    link =
        new PeerLink(
            SELF,
            N2,
            () -> new HostPort("127.0.0.1", peer.getLocalPort()),
            firewall,
            Credentials.NONE,
            new Traffic(),
            reactor,
            new Departures(),
            log::add);
    reactor.start();
    link.start();
  }

  @AfterEach
  void close() throws Exception {
    link.close();
    reactor.close();
    peer.close();
  }

  @Test
  void says_who_it_is_then_delivers_in_order() throws IOException {
    try (Socket socket = peer.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertEquals(
          new Frame.Hello(Optional.of(SELF), Optional.of(N2)), stream.read(Frame.MAX_HELLO_BYTES));
      assertEquals(new Frame.Ping(), stream.read(Frame.MAX_HELLO_BYTES));

      link.send(SMALL);
      link.send(LARGE);

      assertEquals(new Frame.Peer(SMALL), nextMessage(stream));
      assertEquals(new Frame.Peer(LARGE), nextMessage(stream));
    }
  }

  @Test
  void makes_a_new_connection_soon_when_the_old_one_swallows_everything() throws IOException {
    try (Socket blackHole = peer.accept()) {
      for (int i = 0; i < 30; i++) {
        link.send(LARGE); // so that the link's writes stall, too
      }
      long start = System.nanoTime();

      try (Socket next = peer.accept()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis < 3000, "reconnected after " + millis + " ms");
        assertFalse(link.isConnected());
        assertTrue(blackHole.isConnected() && next.isConnected());
      }
    }
  }

  @Test
  void stays_connected_as_long_as_its_pings_are_answered() throws IOException {
    try (Socket socket = peer.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertEquals(
          new Frame.Hello(Optional.of(SELF), Optional.of(N2)), stream.read(Frame.MAX_HELLO_BYTES));
      for (int i = 0; i < 7; i++) { // longer than the silence that it would bear
        assertEquals(new Frame.Ping(), stream.read(Frame.MAX_HELLO_BYTES));
        stream.write(new Frame.Pong());
        stream.flush();
      }

      assertTrue(link.isConnected());
      assertEquals(1, log.stream().filter(line -> line.startsWith("connected to n2")).count());
    }
  }

  @Test
  void hangs_up_when_it_is_detached_and_connects_again_when_it_is_attached() throws IOException {
    try (Socket socket = peer.accept()) {
      FrameStream stream = new FrameStream(socket);
      assertTrue(stream.read(Frame.MAX_HELLO_BYTES) instanceof Frame.Hello);

      firewall.detach();
      assertThrows(IOException.class, () -> readToTheEnd(stream));
      link.send(SMALL);
      peer.setSoTimeout(500);
      assertThrows(SocketTimeoutException.class, () -> peer.accept());
    }
    peer.setSoTimeout(5000);
    firewall.attach();
    try (Socket again = peer.accept()) {
      FrameStream stream = new FrameStream(again);
      assertTrue(stream.read(Frame.MAX_HELLO_BYTES) instanceof Frame.Hello);
      assertEquals(new Frame.Ping(), stream.read(Frame.MAX_HELLO_BYTES));

      link.send(LARGE);

      assertEquals(new Frame.Peer(LARGE), nextMessage(stream), "and not what was said meanwhile");
    }
  }

  private static void readToTheEnd(FrameStream stream) throws IOException {
    while (true) {
      assertEquals(new Frame.Ping(), stream.read(Frame.MAX_BYTES));
    }
  }

  @Test
  void never_makes_its_sender_wait() throws IOException {
    try (Socket blackHole = peer.accept()) {
      long start = System.nanoTime();

      for (int i = 0; i < 1000; i++) {
        link.send(LARGE);
      }

      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 500, "1000 sends took " + millis + " ms");
      assertTrue(blackHole.isConnected());
    }
  }

  @Test
  void reports_an_unreachable_peer_once() throws IOException {
    int port = peer.getLocalPort();
    peer.close();
    eventually("a report", () -> !log.isEmpty());
    peer = new ServerSocket();
    peer.setReuseAddress(true);
    peer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));

    try (Socket later = peer.accept()) {
      assertTrue(later.isConnected());
      assertEquals(1, log.size(), log::toString);
    }
  }

  private static Frame nextMessage(FrameStream stream) throws IOException {
    Frame frame = stream.read(Frame.MAX_BYTES);
    return frame instanceof Frame.Ping ? nextMessage(stream) : frame;
  }
}
