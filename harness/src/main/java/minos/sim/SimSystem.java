package minos.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.cluster.Cluster;
import minos.cluster.Members;
import minos.cluster.Sighting;

/**
 * A system under test as programs; what a target supplies for {@link SimCluster}.
 *
 * @param <P> the program of its nodes
 * @param <S> what a node keeps on disk
 */
public interface SimSystem<P extends SimProgram, S extends SimStorage> {
  /** An empty disk for a node; made once, before its first boot. */
  S format(String node);

  /** Starts a node's program on what its disk holds; called at the start and at each restart. */
  P boot(SimHost host, S storage);

  /**
   * Starts a client.
   *
   * @param nodes all nodes by name
   */
  SimClient connect(SimHost host, List<String> nodes);

  /** The term in which this program leads, as it sees it; empty if it does not lead. */
  OptionalLong leads(P program);

  /** Who belongs to a cluster of it, where that can be changed. */
  default Optional<Members> members(Cluster cluster) {
    return Optional.empty();
  }

  /** The first breach of its own properties that it has seen, if it looks for any. */
  default Optional<Sighting> sighting() {
    return Optional.empty();
  }

  /**
   * What keeps the programs that run from rest; empty if nothing does, or if that cannot be told.
   */
  default Optional<String> unrest(List<P> programs) {
    return Optional.empty();
  }

  /** What it is made of, for run.json. */
  Map<String, String> description();
}
