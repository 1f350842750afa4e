package minos.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import minos.cluster.BrokenOff;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.time.Await;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** A system under test on containers: what all of them share, beside a {@link Service} of each. */
public final class ContainerCluster implements Cluster {
  private static final Duration SERVING_LIMIT = Duration.ofSeconds(30);

  private final Engine engine;
  private final Containers containers;
  private final Service service;

  private ContainerCluster(Engine engine, Containers containers, Service service) {
    this.engine = engine;
    this.containers = containers;
    this.service = service;
  }

  /** What only the system itself knows: how it is talked to. */
  public interface Service extends AutoCloseable {
    /** See {@link Cluster#primaries()}. */
    List<String> primaries();

    /** See {@link Cluster#open(int)}. */
    Client open(int process);

    /** See {@link Cluster#takeover()}. */
    default Duration takeover() {
      return USUAL_TAKEOVER;
    }

    /** Called once the cluster has a leader; throws if a fault of the run could not be had. */
    default void proveReady() throws FaultNotInjected {}

    /** See {@link Cluster#members()}. */
    default Optional<Members> members(Cluster cluster) {
      return Optional.empty();
    }

    @Override
    void close();
  }

  /** How the image of a system comes to be; see {@link Images#ensure}. */
  public interface Image {
    /** Builds it where it is missing or stale; returns its name or id. */
    String ensure(Engine engine) throws ClusterFailed;
  }

  /**
   * Why containers with an image cannot be had at this moment, if they cannot.
   *
   * @param image that would be built where it is missing
   */
  public static Optional<String> unavailable(String image) {
    try (Engine engine = Engine.connect()) {
      boolean possible =
          Images.id(engine, Images.BASE).isPresent() || Images.id(engine, image).isPresent();
      return possible
          ? Optional.empty()
          : Optional.of(
              "the engine has no image " + Images.BASE + "; ./minos doctor --fix gets it");
    } catch (ClusterFailed e) {
      return Optional.of(e.getMessage() + "; ./minos doctor --fix installs one");
    }
  }

  /** See {@link minos.cluster.SystemUnderTest#removeLeftovers}. */
  public static List<String> removeLeftovers(List<BrokenOff> broken) throws ClusterFailed {
    try (Engine engine = Engine.connect()) {
      List<String> done = new ArrayList<>();
      Leftovers.byRun(Leftovers.remove(engine))
          .forEach(run -> done.add("removed what was left of a killed run: " + run));
      for (BrokenOff run : broken) {
        done.addAll(KeptCluster.heal(engine, run));
      }
      return done;
    }
  }

  /**
   * Starts the nodes and waits for a leader.
   *
   * @param asked an image that the user named instead of the system's own, or empty
   * @param own the system's own image
   * @param spec from the image's name
   * @param service from the nodes once they are started, which need not serve yet
   */
  public static Cluster start(
      String asked,
      Image own,
      Function<String, ContainerSpec> spec,
      Function<Containers, Service> service,
      Time time)
      throws ClusterFailed {
    Engine engine = Engine.connect();
    Containers containers = null;
    try {
      String image = asked.isEmpty() ? own.ensure(engine) : present(engine, asked);
      containers = Containers.start(engine, spec.apply(image), time);
      Service talking = service.apply(containers);
      awaitLeader(containers, talking);
      talking.proveReady();
      return new ContainerCluster(engine, containers, talking);
    } catch (FaultNotInjected e) {
      removed(containers, engine);
      throw new ClusterFailed("a fault of this run cannot be had: " + e.getMessage(), e);
    } catch (ClusterFailed | RuntimeException e) {
      removed(containers, engine);
      throw e;
    }
  }

  private static void removed(@Nullable Containers containers, Engine engine) {
    if (containers != null) {
      containers.remove();
    }
    engine.close();
  }

  /** Refused here already, before there is a network to be removed again. */
  private static String present(Engine engine, String image) throws ClusterFailed {
    if (Images.id(engine, image).isEmpty()) {
      throw new ClusterFailed(
          "the engine has no image %s: get it (docker pull %s) or leave --image out"
              .formatted(image, image));
    }
    return image;
  }

  private static void awaitLeader(Containers containers, Service service) throws ClusterFailed {
    boolean led = Await.until(SERVING_LIMIT, () -> !service.primaries().isEmpty());
    if (led) {
      return;
    }
    try {
      String why = containers.fallen().orElse("all nodes run; see nodes/ in the run folder");
      throw new ClusterFailed("no leader within " + SERVING_LIMIT.toSeconds() + " s: " + why);
    } catch (FaultNotInjected e) {
      throw new ClusterFailed("no leader within " + SERVING_LIMIT.toSeconds() + " s", e);
    }
  }

  @Override
  public List<Node> nodes() {
    return containers.nodes();
  }

  @Override
  public List<String> deaths() {
    return containers.deaths();
  }

  @Override
  public Network network() {
    return containers.network();
  }

  @Override
  public Client open(int process) {
    return service.open(process);
  }

  @Override
  public Optional<String> leader() {
    return primaries().stream().findFirst();
  }

  @Override
  public Duration takeover() {
    return service.takeover();
  }

  @Override
  public List<String> primaries() {
    return service.primaries();
  }

  @Override
  public Optional<Members> members() {
    return service.members(this);
  }

  @Override
  public Map<String, String> description() {
    return containers.description();
  }

  @Override
  public void collectLogs(Path folder) throws IOException {
    containers.collectLogs(folder);
  }

  @Override
  public List<String> howToReach() {
    return containers.howToReach();
  }

  @Override
  public void close() {
    service.close();
    containers.close();
    engine.close();
  }
}
