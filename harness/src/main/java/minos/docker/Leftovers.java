package minos.docker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.cluster.ClusterFailed;
import minos.cluster.Owner;
import minos.time.Await;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What killed runs of Minos left in an engine. Found by label; never that of a Minos that lives,
 * nor what a user asked to keep.
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final int LOOKS = 10;
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final String MINE = Labels.MINOS + "=1";

  private Leftovers() {}

  /** In the order in which they can be removed. */
  public enum Kind {
    CONTAINER,
    VOLUME,
    NETWORK,
    FOLDER
  }

  /**
   * One thing in an engine.
   *
   * @param run that made it
   */
  public record Leftover(Kind kind, String name, String run) {
    @Override
    public String toString() {
      return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
    }
  }

  /** Everything whose owner has ended. */
  public static List<Leftover> find(Engine engine) throws ClusterFailed {
    List<Leftover> found = new ArrayList<>(labelled(engine, Leftovers::isAbandoned));
    Scratch.abandoned()
        .forEach(folder -> found.add(new Leftover(Kind.FOLDER, folder.toString(), "build")));
    return List.copyOf(found);
  }

  /** What runs left up on demand, with the command that removes each; no owner is asked for. */
  public static List<String> kept(Engine engine) throws ClusterFailed {
    return labelled(engine, labels -> labels.containsKey(Labels.KEPT)).stream()
        .map(Leftover::run)
        .distinct()
        .map(ContainerSpec::removal)
        .toList();
  }

  /**
   * Removes everything whose owner has ended, and looks again.
   *
   * @return what it found
   * @throws ClusterFailed if any of it is still there
   */
  public static List<Leftover> remove(Engine engine) throws ClusterFailed {
    List<Leftover> found = find(engine);
    Removal removal = new Removal(engine);
    for (Leftover leftover : found) {
      LOG.info("removing {} of run {}, whose process has ended", leftover, leftover.run());
      switch (leftover.kind()) {
        case CONTAINER -> removal.container(leftover.name());
        case VOLUME -> removal.volume(leftover.name());
        case NETWORK -> removal.network(leftover.name());
        case FOLDER -> Scratch.delete(Path.of(leftover.name()));
      }
    }
    requireGone(engine, found);
    return found;
  }

  /** Another start may be removing the same: then it goes within a moment. */
  private static void requireGone(Engine engine, List<Leftover> found) throws ClusterFailed {
    List<Leftover> left = List.copyOf(found);
    for (int i = 0; i < LOOKS && !left.isEmpty(); i++) {
      List<Leftover> there = find(engine);
      left = found.stream().filter(there::contains).toList();
      if (!left.isEmpty()) {
        boolean ignored = Await.until(PAUSE, () -> false);
      }
    }
    if (!left.isEmpty()) {
      throw new ClusterFailed("what a killed run left cannot be removed: " + left);
    }
  }

  /**
   * In one line for each run: {@code raft-kv-register-2026: 5 containers, 5 volumes, 1 network}.
   */
  public static List<String> byRun(List<Leftover> leftovers) {
    Map<String, Map<Kind, Long>> counts =
        leftovers.stream()
            .collect(
                groupingBy(
                    Leftover::run,
                    TreeMap::new,
                    groupingBy(Leftover::kind, TreeMap::new, counting())));
    return counts.entrySet().stream()
        .map(run ->
            run.getKey()
                + ": "
                + run.getValue().entrySet().stream()
                    .map(kind -> counted(kind.getKey(), kind.getValue()))
                    .collect(joining(", ")))
        .toList();
  }

  private static String counted(Kind kind, long count) {
    return count + " " + kind.name().toLowerCase(java.util.Locale.ROOT) + (count == 1 ? "" : "s");
  }

  /** Which labels are meant. */
  private interface Question {
    boolean asks(Map<String, String> labels);
  }

  static boolean isAbandoned(Map<String, String> labels) {
    Optional<Owner> owner = Optional.ofNullable(labels.get(Labels.OWNER)).flatMap(Owner::parse);
    return !labels.containsKey(Labels.KEPT) && owner.filter(Owner::isGone).isPresent();
  }

  private static List<Leftover> labelled(Engine engine, Question question) throws ClusterFailed {
    List<Leftover> found = new ArrayList<>();
    try {
      for (Container container :
          engine
              .client()
              .listContainersCmd()
              .withShowAll(true)
              .withLabelFilter(List.of(MINE))
              .exec()) {
        String name = container.getNames()[0].replaceFirst("^/", "");
        add(found, question, Kind.CONTAINER, name, container.getLabels());
      }
      var volumes =
          engine.client().listVolumesCmd().withFilter("label", List.of(MINE)).exec().getVolumes();
      if (volumes != null) {
        volumes.forEach(
            volume -> add(found, question, Kind.VOLUME, volume.getName(), volume.getLabels()));
      }
      engine
          .client()
          .listNetworksCmd()
          .withFilter("label", List.of(MINE))
          .exec()
          .forEach(network ->
              add(found, question, Kind.NETWORK, network.getName(), network.getLabels()));
    } catch (DockerException e) {
      throw new ClusterFailed("the engine does not list its containers: " + Engine.reason(e), e);
    }
    return List.copyOf(found);
  }

  private static void add(
      List<Leftover> found,
      Question question,
      Kind kind,
      String name,
      @Nullable Map<String, String> labels) {
    if (labels != null && question.asks(labels)) {
      found.add(new Leftover(kind, name, labels.getOrDefault(Labels.RUN, "")));
    }
  }
}
