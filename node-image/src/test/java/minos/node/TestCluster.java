package minos.node;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import minos.node.config.Operation;
import minos.node.config.Options;
import minos.node.config.Storage;
import minos.node.disk.Disk;
import minos.node.disk.DurableLog;
import minos.node.net.HostPort;
import minos.raft.Compaction;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.secure.Credentials;

/** Servers in this process, with real sockets and a real disk. */
public final class TestCluster implements AutoCloseable {
  final Map<NodeId, HostPort> addresses = new LinkedHashMap<>();
  final ConcurrentLinkedQueue<Throwable> fatal = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

  /** How each server is operated; to be set before it starts. */
  Function<NodeId, Operation> operation = node -> Operation.PLAIN;

  /** After how long without a leader each server campaigns; to be set before it starts. */
  Function<NodeId, Duration> electionTimeout = node -> Duration.ofMillis(300);

  /** How much log servers keep; to be set before they start. */
  Compaction compaction = Compaction.USUAL;

  /** What each server's disk is to be, of what it would be; to be set before it starts. */
  Function<NodeId, UnaryOperator<Disk>> disks = node -> UnaryOperator.identity();

  /** What clients show. */
  Credentials credentials = Credentials.NONE;

  private final Path folder;
  private final Map<NodeId, Server> running = new LinkedHashMap<>();
  private final List<SocketClient> clients = new ArrayList<>();

  TestCluster(Path folder, int size) throws IOException {
    this.folder = folder;
    List<ServerSocket> reserved = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      reserved.add(socket);
      addresses.put(new NodeId("n" + i), new HostPort("127.0.0.1", socket.getLocalPort()));
    }
    for (ServerSocket socket : reserved) {
      socket.close();
    }
  }

  /** Reserves an address for one more server, which is not started yet. */
  HostPort reserve(NodeId node) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HostPort address = new HostPort("127.0.0.1", socket.getLocalPort());
      addresses.put(node, address);
      return address;
    }
  }

  TestCluster startAll() throws IOException {
    for (NodeId node : addresses.keySet()) {
      start(node);
    }
    return this;
  }

  void start(NodeId node) throws IOException {
    start(node, addresses, false);
  }

  /** Starts a server that knows nobody else, and waits to be added to the cluster. */
  void startAlone(NodeId node) throws IOException {
    HostPort address = Optional.ofNullable(addresses.get(node)).orElseThrow();
    start(node, Map.of(node, address), true);
  }

  private void start(NodeId node, Map<NodeId, HostPort> known, boolean joins) throws IOException {
    Options options =
        new Options(
            node,
            known,
            new Storage(
                folder.resolve(node.name()),
                Storage.Kind.REAL,
                compaction,
                DurableLog.SEGMENT_BYTES),
            Optional.empty(),
            Optional.of(new HostPort("127.0.0.1", 0)),
            electionTimeout.apply(node),
            Duration.ofMillis(50),
            List.of(),
            Optional.empty(),
            OptionalDouble.empty(),
            operation.apply(node),
            joins);
    running.put(
        node,
        Server.start(
            options,
            Rules.OF_THE_PAPER,
            disks.apply(node),
            line -> log.add(node + " " + line),
            fatal::add));
  }

  void stop(NodeId node) throws IOException {
    Server server = running.remove(node);
    assertTrue(server != null, () -> node + " does not run");
    if (server != null) {
      server.close();
    }
  }

  void kill(NodeId node) throws IOException {
    server(node).kill();
    running.remove(node);
  }

  void stopAll() throws IOException {
    for (NodeId node : List.copyOf(running.keySet())) {
      stop(node);
    }
  }

  Server server(NodeId node) {
    return Optional.ofNullable(running.get(node)).orElseThrow();
  }

  /** Waits for a server that leads, and says which. */
  NodeId leader() {
    List<NodeId> found = new ArrayList<>();
    eventually(
        "a leader",
        () -> {
          running.forEach((node, server) -> {
            if (server.status().contains("\"role\":\"leader\"")) {
              found.add(node);
            }
          });
          return !found.isEmpty();
        });
    return found.getLast();
  }

  Caller client() {
    return client(Duration.ofSeconds(10));
  }

  /** A client that gives a call up after that time. */
  Caller client(Duration limit) {
    Map<NodeId, Supplier<InetSocketAddress>> servers = new LinkedHashMap<>();
    addresses.forEach((node, address) -> servers.put(node, address::resolve));
    SocketClient client =
        new SocketClient(servers, credentials, limit, clients.size(), System::nanoTime);
    clients.add(client);
    return new Caller(client);
  }

  @Override
  public void close() throws IOException {
    clients.forEach(SocketClient::close);
    stopAll();
    assertTrue(fatal.isEmpty(), () -> "a server gave up: " + fatal);
  }

  /** Waits, but never for long. */
  public static void eventually(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within 10 s: " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted");
      }
    }
  }

  /** A client whose calls wait for their outcome. */
  record Caller(SocketClient client) {
    Outcome members() {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      client.members(outcome::complete);
      return outcome.orTimeout(15, TimeUnit.SECONDS).join();
    }

    Outcome change(MembershipChange change) {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      client.change(change, outcome::complete);
      return outcome.orTimeout(15, TimeUnit.SECONDS).join();
    }

    Outcome transfer(Optional<NodeId> target) {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      client.transfer(target, outcome::complete);
      return outcome.orTimeout(15, TimeUnit.SECONDS).join();
    }

    Outcome put(String key, String value) {
      return change(new Change.Put(key, value));
    }

    Outcome change(Change change) {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      client.change(change, outcome::complete);
      return outcome.orTimeout(15, TimeUnit.SECONDS).join();
    }

    Outcome get(String key) {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      client.ask(new Query.Get(key), outcome::complete);
      return outcome.orTimeout(15, TimeUnit.SECONDS).join();
    }
  }

  static Outcome value(String value) {
    return new Outcome.Ok(new Reply.Value(Optional.of(value)));
  }

  static Outcome done() {
    return new Outcome.Ok(new Reply.Done());
  }

  static Outcome swapped(boolean matched) {
    return new Outcome.Ok(new Reply.Swapped(matched));
  }
}
