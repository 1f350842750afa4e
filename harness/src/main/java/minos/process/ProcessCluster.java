package minos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.cluster.SystemUnderTest.Setup;
import minos.process.Post.Weather;
import minos.time.Time;

/** Programs of this machine that speak one dialect, and the network between them. */
public final class ProcessCluster implements Cluster {
  private static final Duration READY_LIMIT = Duration.ofSeconds(10);

  private final Dialect dialect;
  private final List<String> words;
  private final Path folder;
  private final MessageLog log;
  private final Post post;
  private final List<ProcessNode> nodes;

  private ProcessCluster(Dialect dialect, Setup setup, Path folder, Time time) {
    this.dialect = dialect;
    this.words = setup.program();
    this.folder = folder;
    this.log = new MessageLog(folder);
    Weather weather = setup.latency().map(Weather.FAIR::apart).orElse(Weather.FAIR);
    this.post = new Post(time, setup.nodes(), weather, setup.seed(), log);
    ProcessNode.Setting setting =
        new ProcessNode.Setting(dialect, post, time, words, folder, Orphans.labels());
    this.nodes = setup.nodes().stream().map(name -> new ProcessNode(name, setting)).toList();
    dialect.begin(post);
  }

  /**
   * Starts all programs and waits until they are ready.
   *
   * @param setup with the command that starts one, to which the dialect adds what it needs
   * @throws ClusterFailed with what the first that is not ready said last
   */
  public static ProcessCluster start(Dialect dialect, Setup setup, Time time) throws ClusterFailed {
    Path folder;
    try {
      folder = Files.createTempDirectory("minos-programs");
    } catch (IOException e) {
      throw new ClusterFailed("no room for what the programs write: " + e.getMessage(), e);
    }
    ProcessCluster cluster = new ProcessCluster(dialect, setup, folder, time);
    try {
      cluster.startAll(time);
      return cluster;
    } catch (FaultNotInjected | ClusterFailed e) {
      cluster.close();
      throw new ClusterFailed(
          "the programs did not start (%s): %s"
              .formatted(String.join(" ", setup.program()), e.getMessage()),
          e);
    }
  }

  private void startAll(Time time) throws FaultNotInjected, ClusterFailed {
    for (ProcessNode node : nodes) {
      node.begin();
    }
    boolean[] over = {false};
    Time.Timer limit = time.after(READY_LIMIT.toNanos(), () -> over[0] = true);
    time.runUntil(() -> over[0] || nodes.stream().allMatch(ProcessNode::isReadyOrGone));
    limit.cancel();
    Optional<ProcessNode> late = nodes.stream().filter(node -> !node.isReady()).findFirst();
    if (late.isPresent()) {
      throw new ClusterFailed(late.get().notReady());
    }
  }

  @Override
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public Network network() {
    return post;
  }

  @Override
  public Client open(int process) {
    return dialect.open(process, post);
  }

  @Override
  public Optional<String> leader() {
    return primaries().stream().findFirst();
  }

  @Override
  public List<String> primaries() {
    return dialect.primaries();
  }

  @Override
  public Map<String, String> description() {
    return new TreeMap<>(
        Map.of("program", String.join(" ", words), "network", "played by Minos, from the seed"));
  }

  @Override
  public List<String> deaths() {
    return nodes.stream().flatMap(node -> node.misdeeds().stream()).toList();
  }

  @Override
  public void collectLogs(Path target) throws IOException {
    log.close();
    Files.createDirectories(target);
    log.copyTo(target);
    for (ProcessNode node : nodes) {
      Path errors = folder.resolve(node.name() + ".stderr");
      if (Files.exists(errors)) {
        Files.copy(errors, Files.createDirectories(target.resolve(node.name())).resolve("stderr"));
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(ProcessNode::close);
    log.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The folder of temporary files is emptied by others, too.
    }
  }
}
