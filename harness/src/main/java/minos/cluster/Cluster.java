package minos.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import minos.time.Await;

/** A running system under test. */
public interface Cluster extends AutoCloseable {
  /** Of systems whose elections take less than a second. */
  Duration USUAL_TAKEOVER = Duration.ofSeconds(3);

  /** In the order of their names; fixed for the life of the cluster. */
  List<Node> nodes();

  Network network();

  /** Opens a client for a process. It talks to all nodes, beginning with one of its own choice. */
  Client open(int process);

  /**
   * The node that leads, as far as the nodes can tell now; empty if none or if the system has no
   * leaders. Where several claim it, the one with the highest term.
   */
  Optional<String> leader();

  /** Who belongs to it, where that can be changed. */
  default Optional<Members> members() {
    return Optional.empty();
  }

  /**
   * Waits until something holds, in the time in which the cluster lives.
   *
   * @return whether it came to hold
   */
  default boolean await(Duration limit, BooleanSupplier condition) {
    return Await.until(limit, condition);
  }

  /** All nodes that claim to lead, rightly or not, the one with the highest term first. */
  default List<String> primaries() {
    return leader().stream().toList();
  }

  /**
   * Shows from now on what happens within, on the run's loop.
   *
   * @return whether that can be seen at all
   */
  default boolean trace(Consumer<Traced> viewer) {
    return false;
  }

  /**
   * How long a majority that is left may go without an answer to anybody: some elections, and the
   * clients that find out. Longer is a stall, and a run with one is no pass.
   */
  default Duration takeover() {
    return USUAL_TAKEOVER;
  }

  /** What it is made of, for run.json: versions, image id, node settings. */
  Map<String, String> description();

  /**
   * Processes that ended though nobody had ended them, as far as that is known: a line each, with
   * the node and its last words. No fault of ours explains them, so that a run with one is no pass.
   */
  default List<String> deaths() {
    return List.of();
  }

  /** Nothing is broken on purpose any more: a world that was bad by itself is so no longer. */
  default void clearUp() {}

  /** When the first of them ended, by the time in which the cluster lives; empty if unknown. */
  default OptionalLong firstDeath() {
    return OptionalLong.empty();
  }

  /** The first breach of its own properties that a watched cluster has seen. */
  default Optional<Sighting> sighting() {
    return Optional.empty();
  }

  /**
   * What keeps its nodes from rest now, where nothing fails any more and nobody asks: no leader,
   * nodes that differ, questions without an answer. Empty where that cannot be told.
   */
  default Optional<String> unrest() {
    return Optional.empty();
  }

  /** Copies what the nodes logged to {@code folder/<node>/...}; also of nodes that are down. */
  void collectLogs(Path folder) throws IOException;

  /** For the user of a cluster that is to be kept: how to look into it, and how to remove it. */
  default List<String> howToReach() {
    return List.of();
  }

  /** Removes all that {@link SystemUnderTest#start} made, unless it is to be kept. Idempotent. */
  @Override
  void close();
}
