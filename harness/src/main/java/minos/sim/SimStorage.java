package minos.sim;

import java.util.Optional;
import java.util.random.RandomGenerator;
import minos.cluster.Saboteur;
import minos.cluster.StoredFiles;

/** What of a node outlives its processes: its disk, in whatever form its program wants. */
public interface SimStorage {
  /**
   * The machine lost its power: what was not forced is lost, wholly or in part, as chance will have
   * it. Called while no process runs. Where a process alone was killed this is not called: the
   * operating system keeps what was written.
   */
  void losePower(RandomGenerator random);

  /** What obeys orders to hurt the node; nothing where it knows none. */
  default Optional<Saboteur> saboteur() {
    return Optional.empty();
  }

  /** Its files as a disk that rots sees them; nothing where it has none. */
  default Optional<StoredFiles> files() {
    return Optional.empty();
  }
}
