package minos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minos.raft.NodeId;

/** Three servers of the reference, each a process of its own, with fsync. */
final class RaftServers implements AutoCloseable {
  private static final int SERVERS = 3;

  static final String MAX_HEAP = "2g";

  /**
   * Of each server's virtual machine. G1 collects what a million keys have left behind bit by bit;
   * the parallel and the serial collector stop for longer than an election timeout, and the leader
   * loses its office.
   */
  private static final List<String> JAVA_OPTIONS =
      List.of("-XX:+UseG1GC", "-Xms256m", "-Xmx" + MAX_HEAP, "-Xss512k");

  private static final int STATUS_MILLIS = 2000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Processes processes;
  private final Map<NodeId, InetSocketAddress> addresses = new LinkedHashMap<>();
  private final Map<NodeId, InetSocketAddress> admin = new LinkedHashMap<>();

  RaftServers(Path folder) throws IOException {
    this.folder = folder;
    this.processes = new Processes(folder);
    List<Integer> ports = Processes.freePorts(2 * SERVERS);
    for (int i = 0; i < SERVERS; i++) {
      NodeId server = new NodeId("n" + (i + 1));
      addresses.put(server, loopback(ports.get(i)));
      admin.put(server, loopback(ports.get(SERVERS + i)));
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  void startAll() throws IOException {
    for (NodeId server : addresses.keySet()) {
      start(server);
    }
  }

  void start(NodeId server) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(List.of("-cp", classPath(), "minos.node.Main", "--id", server.name()));
    command.addAll(List.of("--peers", peers(), "--data", folder.resolve(server.name()).toString()));
    command.addAll(List.of("--admin", text(of(admin, server))));
    processes.start(server.name(), command);
  }

  private static String classPath() {
    // Relative parts are relative to where this process runs, not to the servers' folder.
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String peers() {
    return addresses.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  void kill(NodeId server) throws InterruptedException {
    processes.kill(server.name());
  }

  void check() throws IOException {
    processes.check();
  }

  long peakBytes() throws IOException {
    return processes.peakBytes();
  }

  long cpuNanos() {
    return processes.cpuNanos();
  }

  Set<NodeId> ids() {
    return addresses.keySet();
  }

  InetSocketAddress address(NodeId server) {
    return of(addresses, server);
  }

  private static InetSocketAddress of(Map<NodeId, InetSocketAddress> map, NodeId server) {
    return Optional.ofNullable(map.get(server)).orElseThrow();
  }

  /** The server that says it leads. */
  NodeId leader() throws IOException {
    check();
    StringBuilder silent = new StringBuilder();
    for (NodeId server : ids()) {
      try {
        if (status(server).path("role").asText().equalsIgnoreCase("leader")) {
          return server;
        }
      } catch (IOException e) {
        silent.append(", ").append(server).append(" is silent: ").append(e.getMessage());
      }
    }
    throw new IOException("no server leads" + silent);
  }

  /** Whether any server takes a snapshot at this moment. */
  boolean takeSnapshot() throws IOException {
    for (NodeId server : ids()) {
      if (status(server).path("takesSnapshot").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a restarted server has applied what the leader had committed a moment before.
   *
   * @throws IOException while it has not
   */
  long levelled(NodeId server) throws IOException {
    long committed = status(leader()).path("commitIndex").asLong();
    long applied = status(server).path("appliedIndex").asLong();
    if (applied < committed) {
      throw new IOException("it has applied " + applied + " of " + committed + " entries");
    }
    return applied;
  }

  /** The term that a server is in. */
  long term(NodeId server) throws IOException {
    return status(server).path("term").asLong();
  }

  /** What a server says of itself. */
  JsonNode status(NodeId server) throws IOException {
    URLConnection connection =
        URI.create("http://" + text(of(admin, server)) + "/status").toURL().openConnection();
    connection.setConnectTimeout(STATUS_MILLIS);
    connection.setReadTimeout(STATUS_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return JSON.readTree(in);
    }
  }

  /** As a client wants to be told. */
  Map<NodeId, Supplier<InetSocketAddress>> directory() {
    Map<NodeId, Supplier<InetSocketAddress>> directory = new LinkedHashMap<>();
    addresses.forEach((server, address) -> directory.put(server, () -> address));
    return directory;
  }

  @Override
  public void close() {
    processes.close();
  }
}
