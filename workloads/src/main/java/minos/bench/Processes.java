package minos.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processes that were started for a measurement, by name; none outlives it. */
final class Processes implements AutoCloseable {
  private final Path folder;
  private final Map<String, Process> running = new LinkedHashMap<>();

  /** Of processes that have ended. */
  private long cpuOfTheDead;

  /**
   * @param folder where they run and what they say is kept
   */
  Processes(Path folder) {
    this.folder = folder;
  }

  void start(String name, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start();
    running.put(name, process);
  }

  /** {@code kill -9}; returns when the process is gone. */
  void kill(String name) throws InterruptedException {
    Process process = running.remove(name);
    if (process != null) {
      cpuOfTheDead += cpuNanos(process);
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * @throws IOException when a process has ended by itself
   */
  void check() throws IOException {
    for (Map.Entry<String, Process> process : running.entrySet()) {
      if (!process.getValue().isAlive()) {
        throw new IOException(
            process.getKey() + " has ended; see " + folder.resolve(process.getKey() + ".log"));
      }
    }
  }

  /** Processor time of all of them so far. */
  long cpuNanos() {
    return cpuOfTheDead + running.values().stream().mapToLong(Processes::cpuNanos).sum();
  }

  private static long cpuNanos(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Ports of the loopback address that were free a moment ago. */
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> reserved = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        reserved.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return reserved.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : reserved) {
        socket.close();
      }
    }
  }

  @Override
  public void close() {
    running.values().forEach(Process::destroyForcibly);
    running.values().forEach(process -> process.onExit().join());
    running.clear();
  }
}
