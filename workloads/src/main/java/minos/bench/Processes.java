package minos.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Processes that were started for a measurement, by name; none outlives it. */
final class Processes implements AutoCloseable {
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;

  /** So that two benchmarks at once begin at different places. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 16 % PORTS));

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
   * @throws IOException when a process has ended by itself, with the last that it said
   */
  void check() throws IOException {
    for (Map.Entry<String, Process> process : running.entrySet()) {
      if (!process.getValue().isAlive()) {
        List<String> said = Files.readAllLines(folder.resolve(process.getKey() + ".log"));
        throw new IOException(
            process.getKey() + " has ended: " + (said.isEmpty() ? "" : said.getLast()));
      }
    }
  }

  /**
   * The most memory that any of them has held so far, in bytes; 0 where the system does not say.
   */
  long peakBytes() throws IOException {
    long peak = 0;
    for (Process process : running.values()) {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      if (Files.isReadable(status)) {
        peak = Math.max(peak, peakBytes(Files.readAllLines(status)));
      }
    }
    return peak;
  }

  /** From Linux' account of a process: "VmHWM: 191234 kB". */
  static long peakBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Processor time of all of them so far. */
  long cpuNanos() {
    return cpuOfTheDead + running.values().stream().mapToLong(Processes::cpuNanos).sum();
  }

  private static long cpuNanos(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /**
   * Ports of the loopback address that are free now, each tried once in the life of this process.
   * Below those that systems give to connections, which come and go meanwhile.
   */
  static List<Integer> freePorts(int count) throws IOException {
    List<Integer> free = new ArrayList<>();
    while (free.size() < count) {
      int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        free.add(probe.getLocalPort());
      } catch (BindException e) {
        // Taken; the next one.
      }
    }
    return free;
  }

  @Override
  public void close() {
    running.values().forEach(Process::destroyForcibly);
    running.values().forEach(process -> process.onExit().join());
    running.clear();
  }
}
