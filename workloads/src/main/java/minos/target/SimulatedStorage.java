package minos.target;

import java.util.random.RandomGenerator;
import minos.node.disk.SimulatedDisk;
import minos.sim.SimStorage;

/** What of a simulated server outlives its processes. */
record SimulatedStorage(SimulatedDisk disk) implements SimStorage {
  @Override
  public void losePower(RandomGenerator random) {
    disk.losePower(random);
  }
}
