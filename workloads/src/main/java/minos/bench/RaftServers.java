package minos.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minos.raft.NodeId;

/** Three servers of the reference, each a process of its own, with fsync. */
final class RaftServers implements AutoCloseable {
  private static final int SERVERS = 3;

  private final Path folder;
  private final Processes processes;
  private final Map<NodeId, InetSocketAddress> addresses = new LinkedHashMap<>();
  private final List<String> java;

  /**
   * @param java options of each server's virtual machine
   */
  RaftServers(Path folder, List<String> java) throws IOException {
    this.folder = folder;
    this.java = java;
    this.processes = new Processes(folder);
    int number = 0;
    for (int port : Processes.freePorts(SERVERS)) {
      addresses.put(
          new NodeId("n" + ++number),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  void startAll() throws IOException {
    for (NodeId server : addresses.keySet()) {
      start(server);
    }
  }

  void start(NodeId server) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.addAll(List.of("-cp", classPath(), "minos.node.Main", "--id", server.name()));
    command.addAll(List.of("--peers", peers(), "--data", folder.resolve(server.name()).toString()));
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
        .map(entry ->
            entry.getKey()
                + "="
                + entry.getValue().getAddress().getHostAddress()
                + ":"
                + entry.getValue().getPort())
        .collect(Collectors.joining(","));
  }

  void kill(NodeId server) throws InterruptedException {
    processes.kill(server.name());
  }

  void check() throws IOException {
    processes.check();
  }

  long cpuNanos() {
    return processes.cpuNanos();
  }

  Map<NodeId, InetSocketAddress> addresses() {
    return addresses;
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
