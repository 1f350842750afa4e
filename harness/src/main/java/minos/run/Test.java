package minos.run;

import java.time.Duration;
import java.util.List;
import minos.cluster.World;

/**
 * Everything that is needed to repeat a run; what the user asked for, with all defaults filled in.
 *
 * @param rate operations a second, of all processes together; 0 for as fast as they can
 * @param faults kinds by name, as {@code --faults} takes them; empty for none
 * @param time of the part under load and faults; virtual in the simulation
 * @param flaws planted on purpose, by id
 * @param image container image instead of the system's own, or empty
 */
public record Test(
    String system,
    String workload,
    World world,
    int nodes,
    List<String> faults,
    Duration time,
    int concurrency,
    double rate,
    int keys,
    long seed,
    List<String> flaws,
    String image) {

  public Test withSeed(long other) {
    return new Test(
        system, workload, world, nodes, faults, time, concurrency, rate, keys, other, flaws, image);
  }

  /** The folder its runs go to: system and workload. */
  public String name() {
    return system + "-" + workload;
  }
}
