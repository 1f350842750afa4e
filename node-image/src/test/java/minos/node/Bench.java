package minos.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.raft.NodeId;

/**
 * How fast three servers are, each a process of its own on this machine, with fsync: puts of 256
 * bytes and linearizable gets. Arguments: seconds a figure, then numbers of clients; each client
 * has one call under way.
 */
final class Bench {
  private static final String VALUE = "v".repeat(256);
  private static final int MAX_SAMPLES = 4_000_000;

  private final long seconds;
  private final Map<NodeId, Supplier<InetSocketAddress>> servers = new LinkedHashMap<>();

  private Bench(long seconds) {
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    Bench bench = new Bench(Long.parseLong(arguments[0]));
    Path folder = Files.createTempDirectory(Path.of("target"), "bench");
    List<Process> processes = bench.startServers(folder);
    try {
      for (int i = 1; i < arguments.length; i++) {
        bench.measure(Integer.parseInt(arguments[i]));
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private List<Process> startServers(Path folder) throws IOException {
    List<String> peers = new ArrayList<>();
    List<ServerSocket> reserved = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      ServerSocket socket = new ServerSocket(0);
      reserved.add(socket);
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
      peers.add("n" + i + "=127.0.0.1:" + socket.getLocalPort());
      servers.put(new NodeId("n" + i), () -> address);
    }
    for (ServerSocket socket : reserved) {
      socket.close();
    }
    List<Process> processes = new ArrayList<>();
    for (NodeId node : servers.keySet()) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx384m",
                  "-cp",
                  "target/classes",
                  "minos.node.Main",
                  "--id",
                  node.name(),
                  "--peers",
                  String.join(",", peers),
                  "--data",
                  folder.resolve(node.name()).toString())
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    return processes;
  }

  private void measure(int clients) throws InterruptedException {
    report("put (warm-up)", clients, run(clients, true));
    report("put", clients, run(clients, true));
    report("get", clients, run(clients, false));
  }

  private long[] run(int clients, boolean puts) throws InterruptedException {
    long[] samples = new long[MAX_SAMPLES];
    AtomicInteger count = new AtomicInteger();
    AtomicLong failures = new AtomicLong();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    CountDownLatch finished = new CountDownLatch(clients);
    List<SocketClient> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      SocketClient client = new SocketClient(servers, Duration.ofSeconds(5), i, System::nanoTime);
      all.add(client);
      String key = "k" + i;
      call(
          client,
          puts,
          key,
          new Consumer<>() {
            private long start = System.nanoTime();

            @Override
            public void accept(Outcome outcome) {
              long now = System.nanoTime();
              if (!(outcome instanceof Outcome.Ok)) {
                failures.incrementAndGet();
              }
              int number = count.getAndIncrement();
              if (now > end || number >= MAX_SAMPLES) {
                finished.countDown();
                return;
              }
              samples[number] = now - start;
              start = now;
              call(client, puts, key, this);
            }
          });
    }
    finished.await();
    all.forEach(SocketClient::close);
    if (failures.get() > 0) {
      System.out.println(failures + " calls failed");
    }
    long[] taken = Arrays.copyOf(samples, Math.max(1, count.get() - clients));
    Arrays.sort(taken);
    return taken;
  }

  private static void call(
      SocketClient client, boolean put, String key, Consumer<Outcome> outcome) {
    if (put) {
      client.change(new Change.Put(key, VALUE), outcome);
    } else {
      client.ask(new Query.Get(key), outcome);
    }
  }

  private void report(String what, int clients, long[] nanos) {
    System.out.printf(
        "%-14s %3d clients: %7d/s  p50 %6d us  p99 %6d us  max %6d us%n",
        what,
        clients,
        nanos.length / seconds,
        nanos[nanos.length / 2] / 1000,
        nanos[(int) (nanos.length * 0.99)] / 1000,
        nanos[nanos.length - 1] / 1000);
  }
}
