package minos.node.cs3700;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.raft.Compaction;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.Rules;

/** A replica of the course as a process: one thread, one socket. */
public final class CourseServer {
  private static final int DATAGRAM_MAX = 65_507;

  /** In base64 and JSON it must fit in a datagram. */
  private static final int BATCH_BYTES = 24 << 10;

  /** Clocks of one machine, and none is stopped alone but with its process. */
  private static final double DRIFT = 0.1;

  private static final Compaction NEVER = new Compaction(Long.MAX_VALUE, 0, 1);

  private final InetSocketAddress network;
  private final Consumer<String> log;
  private final DatagramChannel channel;
  private final Selector selector;
  private final CourseReplica replica;
  private final ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_MAX);

  private CourseServer(CourseOptions options, Rules rules, Consumer<String> log)
      throws IOException {
    this.log = log;
    this.network = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
    this.channel = DatagramChannel.open();
    this.selector = Selector.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    long now = System.nanoTime();
    this.replica = new CourseReplica(config(options, now), rules, now, this::send);
  }

  private static RaftConfig config(CourseOptions options, long seed) {
    List<NodeId> servers = new ArrayList<>(List.of(new NodeId(options.id())));
    options.others().forEach(other -> servers.add(new NodeId(other)));
    return new RaftConfig(
            servers.getFirst(),
            servers,
            options.electionTimeout(),
            options.heartbeat(),
            BATCH_BYTES,
            seed)
        .withWindow(BATCH_BYTES)
        .with(NEVER)
        .withLeases(DRIFT);
  }

  /**
   * Runs for ever.
   *
   * @param log takes a line for each message that is none
   * @throws IOException if there is no socket for it
   */
  public static void run(CourseOptions options, Rules rules, Consumer<String> log)
      throws IOException {
    CourseServer server = new CourseServer(options, rules, log);
    server.replica.hello();
    while (true) {
      server.turn();
    }
  }

  private void turn() throws IOException {
    long wait = replica.nextDeadlineNanos() - System.nanoTime();
    if (wait > 0) {
      selector.select(key -> {}, 1 + TimeUnit.NANOSECONDS.toMillis(wait));
    }
    replica.tick(System.nanoTime());
    buffer.clear();
    while (channel.receive(buffer) != null) {
      hear(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
      buffer.clear();
      replica.tick(System.nanoTime());
    }
  }

  private void hear(String message) {
    try {
      replica.hear(message);
    } catch (IllegalArgumentException e) {
      log.accept("not understood: " + e.getMessage());
    }
  }

  private void send(String message) {
    try {
      int unused = channel.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), network);
    } catch (IOException e) {
      log.accept("not sent: " + e.getMessage());
    }
  }
}
