package minos.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import minos.bytes.Encoder;

/**
 * Three servers of the etcd that is installed, under the same load. The client is {@code h2load},
 * which speaks gRPC's frames to the leader and costs little itself.
 */
final class EtcdSystem implements Measurable, AutoCloseable {
  private static final int SERVERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> PROGRAMS = List.of("etcd", "etcdctl", "h2load");

  private final Path folder;
  private final Processes processes;
  private final Pause pause;
  private final List<Integer> ports;
  private long clientCpuNanos;

  EtcdSystem(Path folder, LongSupplier clock) throws IOException {
    this.folder = folder;
    this.processes = new Processes(folder);
    this.pause = new Pause(clock);
    this.ports = Processes.freePorts(2 * SERVERS);
  }

  /** Those of the programs needed that are not on the path. */
  static List<String> missing() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return PROGRAMS.stream()
        .filter(program ->
            Stream.of(path.split(":"))
                .noneMatch(place -> Files.isExecutable(Path.of(place, program))))
        .toList();
  }

  void startAll() throws IOException {
    Files.write(folder.resolve("put.bin"), grpc(putRequest()));
    Files.write(folder.resolve("get.bin"), grpc(getRequest()));
    StringBuilder cluster = new StringBuilder();
    for (int i = 0; i < SERVERS; i++) {
      cluster.append(i == 0 ? "" : ",").append("e" + i + "=" + url(peerPort(i)));
    }
    for (int i = 0; i < SERVERS; i++) {
      processes.start(
          "e" + i,
          List.of(
              "etcd",
              "--name",
              "e" + i,
              "--data-dir",
              folder.resolve("e" + i).toString(),
              "--listen-client-urls",
              url(ports.get(i)),
              "--advertise-client-urls",
              url(ports.get(i)),
              "--listen-peer-urls",
              url(peerPort(i)),
              "--initial-advertise-peer-urls",
              url(peerPort(i)),
              "--initial-cluster",
              cluster.toString(),
              "--initial-cluster-state",
              "new"));
    }
  }

  private int peerPort(int server) {
    return ports.get(SERVERS + server);
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** etcdserverpb.PutRequest: field 1 the key, field 2 the value. */
  private static byte[] putRequest() {
    return new Encoder().octet(0x0a).text(Load.KEY).octet(0x12).text(Load.VALUE).toBytes();
  }

  /** etcdserverpb.RangeRequest: field 1 the key; linearizable unless it says otherwise. */
  private static byte[] getRequest() {
    return new Encoder().octet(0x0a).text(Load.KEY).toBytes();
  }

  /** A message in gRPC's frame: a flag that it is not compressed, its length, itself. */
  private static byte[] grpc(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public Figure measure(Load load) throws IOException {
    int leader = pause.until("an etcd leader", PATIENCE, this::leader);
    long cpu = processes.cpuNanos();
    clientCpuNanos = 0;
    Path log = folder.resolve("requests.log");
    Files.deleteIfExists(log);
    String call = load.kind() == Load.Kind.PUT ? "Put" : "Range";
    run(
        load.warmUp().plus(load.time()).plusSeconds(30),
        List.of(
            "h2load",
            "-D",
            Long.toString(load.time().toSeconds()),
            "--warm-up-time=" + load.warmUp().toSeconds(),
            "-c",
            Integer.toString(load.connections()),
            "-m",
            Integer.toString(load.perConnection()),
            "-t",
            "1",
            "-d",
            load.kind().name().toLowerCase(Locale.ROOT) + ".bin",
            "--log-file=" + log,
            "-H",
            "content-type: application/grpc",
            "-H",
            "te: trailers",
            url(ports.get(leader)) + "/etcdserverpb.KV/" + call));
    // h2load's log leaves out the warm-up, the processors do not: their time is spread over both.
    double share =
        (double) load.time().toNanos() / load.time().plus(load.warmUp()).toNanos();
    long spent = (long) ((processes.cpuNanos() - cpu + clientCpuNanos) * share);
    return figure(log, load, spent);
  }

  /** Each line: when it began, the HTTP status, and how long it took in microseconds. */
  private static Figure figure(Path log, Load load, long cpuNanos) throws IOException {
    Samples samples = new Samples();
    long failed = 0;
    try (Stream<String> lines = Files.lines(log)) {
      for (String line : (Iterable<String>) lines::iterator) {
        String[] fields = line.split("\t", -1);
        if (fields[1].equals("200")) {
          samples.add(Long.parseLong(fields[2]) * 1000);
        } else {
          failed++;
        }
      }
    }
    return Figure.of(samples, load.time().toSeconds(), cpuNanos, failed);
  }

  /** {@code etcdctl} says of each server, separated by commas, fifth: whether it leads. */
  private int leader() throws IOException {
    processes.check();
    for (int i = 0; i < SERVERS; i++) {
      String status =
          run(
              Duration.ofSeconds(10),
              List.of("etcdctl", "--endpoints", url(ports.get(i)), "endpoint", "status"));
      String[] fields = status.strip().split(", ", -1);
      if (fields.length > 4 && fields[4].equals("true")) {
        return i;
      }
    }
    throw new IOException("no server of etcd leads");
  }

  private String run(Duration limit, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile());
    builder.environment().put("ETCDCTL_API", "3");
    Path said = folder.resolve(command.getFirst() + ".out");
    Process process =
        builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        clientCpuNanos = cpuNanos(process, clientCpuNanos);
        if (process.info().totalCpuDuration().orElse(Duration.ZERO).compareTo(limit) > 0) {
          throw new IOException(command.getFirst() + " does not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  private static long cpuNanos(Process process, long before) {
    return Math.max(
        before, process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
  }

  @Override
  public void close() {
    processes.close();
  }
}
