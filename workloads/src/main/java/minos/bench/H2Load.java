package minos.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minos.bytes.Encoder;

/** The client of etcd: gRPC's frames by {@code h2load}, which costs little itself. */
final class H2Load {
  private static final String SERVICE = "/etcdserverpb.KV/";

  private final Path folder;
  private long cpuNanos;

  /**
   * @param folder where its request bodies and its log are kept
   */
  H2Load(Path folder) {
    this.folder = folder;
  }

  /** Processor time of the last run, warm-up included. */
  long cpuNanos() {
    return cpuNanos;
  }

  /**
   * Runs it.
   *
   * @param url of the server that leads
   * @return its log: a line for each request after the warm-up
   */
  Path run(String url, Load load) throws IOException {
    Path log = folder.resolve("requests.log");
    Path body = folder.resolve("request.bin");
    Files.deleteIfExists(log);
    Files.write(body, grpc(request(load.kind())));
    await(
        new ProcessBuilder(command(url, load, body, log))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("h2load.log").toFile())
            .start(),
        load.warmUp().plus(load.time()).plusSeconds(30));
    if (!Files.exists(log)) {
      throw new IOException("h2load has measured nothing");
    }
    return log;
  }

  private static List<String> command(String url, Load load, Path body, Path log) {
    String call =
        switch (load.kind()) {
          case PUT -> "Put";
          case GET -> "Range";
        };
    return List.of(
        "h2load",
        "--duration=" + load.time().toSeconds(),
        "--warm-up-time=" + load.warmUp().toSeconds(),
        "--clients=" + load.connections(),
        "--max-concurrent-streams=" + load.perConnection(),
        "--threads=1",
        "--data=" + body,
        "--log-file=" + log,
        "--header=content-type: application/grpc",
        "--header=te: trailers",
        url + SERVICE + call);
  }

  private void await(Process process, Duration limit) throws IOException {
    cpuNanos = 0;
    try {
      for (long waited = 0; !process.waitFor(100, TimeUnit.MILLISECONDS); waited += 100) {
        // Of a process that has ended nobody can tell any more.
        cpuNanos = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        if (waited > limit.toMillis()) {
          throw new IOException("h2load does not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Each line: when it began, the HTTP status, and how long it took in microseconds. */
  static Figure figure(Stream<String> log, Load load, long cpuNanos) {
    Samples samples = new Samples();
    long failed =
        log.map(line -> line.split("\t", -1))
            .filter(fields -> {
              boolean success = fields[1].equals("200");
              if (success) {
                samples.add(Long.parseLong(fields[2]) * 1000);
              }
              return !success;
            })
            .count();
    return Figure.of(samples, load.time().toNanos() / 1e9, cpuNanos, failed);
  }

  /**
   * etcdserverpb.PutRequest: field 1 the key, field 2 the value. RangeRequest: field 1 the key;
   * linearizable unless it says otherwise.
   */
  private static byte[] request(Load.Kind kind) {
    Encoder request = new Encoder().octet(0x0a).text(Load.KEY);
    return switch (kind) {
      case PUT -> request.octet(0x12).text(Load.VALUE).toBytes();
      case GET -> request.toBytes();
    };
  }

  /** A message in gRPC's frame: a flag that it is not compressed, its length, itself. */
  private static byte[] grpc(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
