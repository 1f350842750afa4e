package minos.sim;

import java.util.random.RandomGenerator;

/** What of a node outlives its processes: its disk, in whatever form its program wants. */
public interface SimStorage {
  /**
   * The machine lost its power: what was not forced is lost, wholly or in part, as chance will have
   * it. Called while no process runs. Where a process alone was killed this is not called: the
   * operating system keeps what was written.
   */
  void losePower(RandomGenerator random);
}
