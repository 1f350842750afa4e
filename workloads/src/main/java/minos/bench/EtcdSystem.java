package minos.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three servers of the etcd that is installed, as it comes, under the same load. */
final class EtcdSystem implements Measurable, AutoCloseable {
  private static final int SERVERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final Processes processes;
  private final H2Load client;
  private final Pause pause;
  private final List<Integer> ports;

  EtcdSystem(Path folder, LongSupplier clock) throws IOException {
    this.folder = folder;
    this.processes = new Processes(folder);
    this.client = new H2Load(folder);
    this.pause = new Pause(clock);
    this.ports = Processes.freePorts(2 * SERVERS);
  }

  /** Those of the programs needed that are not on the path. */
  static List<String> missing() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("etcd", "h2load")
        .filter(program ->
            Stream.of(path.split(":", -1))
                .noneMatch(place -> Files.isExecutable(Path.of(place, program))))
        .toList();
  }

  void startAll() throws IOException {
    String cluster =
        IntStream.range(0, SERVERS)
            .mapToObj(server -> "e" + server + "=" + peerUrl(server))
            .collect(Collectors.joining(","));
    for (int server = 0; server < SERVERS; server++) {
      processes.start(
          "e" + server,
          List.of(
              "etcd",
              "--name=e" + server,
              "--data-dir=" + folder.resolve("e" + server),
              "--listen-client-urls=" + url(server),
              "--advertise-client-urls=" + url(server),
              "--listen-peer-urls=" + peerUrl(server),
              "--initial-advertise-peer-urls=" + peerUrl(server),
              "--initial-cluster=" + cluster,
              "--initial-cluster-state=new"));
    }
  }

  private String url(int server) {
    return "http://127.0.0.1:" + ports.get(server);
  }

  private String peerUrl(int server) {
    return "http://127.0.0.1:" + ports.get(SERVERS + server);
  }

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public Figure measure(Load load) throws IOException {
    String leader = pause.until("a leader of etcd", PATIENCE, this::leader);
    long before = processes.cpuNanos();
    Path log = client.run(leader, load);
    long spent = processes.cpuNanos() - before + client.cpuNanos();
    // The log leaves out the warm-up, the processors' time does not: it is spread over both.
    double share = (double) load.time().toNanos() / load.warmUp().plus(load.time()).toNanos();
    try (Stream<String> lines = Files.lines(log)) {
      return H2Load.figure(lines, load, (long) (spent * share));
    }
  }

  /** The URL of the server whose metrics say that it leads. */
  private String leader() throws IOException {
    processes.check();
    for (int server = 0; server < SERVERS; server++) {
      if (metrics(server).lines().anyMatch("etcd_server_is_leader 1"::equals)) {
        return url(server);
      }
    }
    throw new IOException("no server says that it leads");
  }

  private String metrics(int server) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(server) + "/metrics")).timeout(PATIENCE).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
