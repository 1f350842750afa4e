package minos.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.cluster.Latency;
import minos.cluster.World;
import minos.fault.FaultScript;
import minos.fault.FaultTiming;

/**
 * Everything that is needed to repeat a run; what the user asked for, with all defaults filled in.
 *
 * @param rate operations a second, of all processes together; 0 for as fast as they can
 * @param faults kinds by name, as {@code --faults} takes them; empty for none
 * @param script exactly which faults, when and of whom; those of {@code faults} by chance if empty
 * @param timing of those by chance
 * @param time of the part under load and faults; virtual in the simulation
 * @param flaws planted on purpose, by id
 * @param image container image instead of the system's own, or empty
 * @param ops exactly what clients do; what the workload says if empty
 * @param swarm whether the seed also draws the simulated world: its network, disks and settings
 * @param program the words of the command that starts a node, where the user brings the program;
 *     else empty
 * @param latency between nodes where Minos plays the network; empty for a quick local one
 */
public record Test(
    String system,
    String workload,
    World world,
    int nodes,
    List<String> faults,
    Optional<FaultScript> script,
    FaultTiming timing,
    Duration time,
    int concurrency,
    double rate,
    int keys,
    long seed,
    List<String> flaws,
    String image,
    Optional<OpScript> ops,
    boolean swarm,
    List<String> program,
    Optional<Latency> latency) {

  public Test {
    if (ops.map(OpScript::places).orElse(0) > concurrency) {
      throw new IllegalArgumentException(
          concurrency + " clients cannot do the operations of " + ops.get().places());
    }
  }

  /** With operations as the workload has them, in the usual world. */
  public Test(
      String system,
      String workload,
      World world,
      int nodes,
      List<String> faults,
      Optional<FaultScript> script,
      FaultTiming timing,
      Duration time,
      int concurrency,
      double rate,
      int keys,
      long seed,
      List<String> flaws,
      String image) {
    this(
        system,
        workload,
        world,
        nodes,
        faults,
        script,
        timing,
        time,
        concurrency,
        rate,
        keys,
        seed,
        flaws,
        image,
        Optional.empty(),
        false,
        List.of(),
        Optional.empty());
  }

  /** The same, but clients do exactly this. */
  public Test with(OpScript script) {
    return new Test(
        system,
        workload,
        world,
        nodes,
        faults,
        this.script,
        timing,
        time,
        concurrency,
        rate,
        keys,
        seed,
        flaws,
        image,
        Optional.of(script),
        swarm,
        program,
        latency);
  }

  /** The same in a world that is drawn from the seed, or in the usual one. */
  public Test inSwarm(boolean drawn) {
    return new Test(
        system,
        workload,
        world,
        nodes,
        faults,
        script,
        timing,
        time,
        concurrency,
        rate,
        keys,
        seed,
        flaws,
        image,
        ops,
        drawn,
        program,
        latency);
  }

  /** The same in that world, with exactly those faults, and so many times slower. */
  public Test in(World other, List<String> labels, Optional<FaultScript> faultScript, int slower) {
    return new Test(
        system,
        workload,
        other,
        nodes,
        labels,
        faultScript,
        timing,
        time.multipliedBy(slower),
        concurrency,
        rate,
        keys,
        seed,
        flaws,
        image,
        ops.map(script -> script.slower(slower)),
        swarm,
        program,
        latency);
  }

  /** The same with nodes that are started by that command. */
  public Test running(List<String> words) {
    return new Test(
        system,
        workload,
        world,
        nodes,
        faults,
        script,
        timing,
        time,
        concurrency,
        rate,
        keys,
        seed,
        flaws,
        image,
        ops,
        swarm,
        List.copyOf(words),
        latency);
  }

  /** The same with nodes so far from one another. */
  public Test apart(Optional<Latency> between) {
    return new Test(
        system,
        workload,
        world,
        nodes,
        faults,
        script,
        timing,
        time,
        concurrency,
        rate,
        keys,
        seed,
        flaws,
        image,
        ops,
        swarm,
        program,
        between);
  }

  public Test withSeed(long other) {
    return new Test(
        system,
        workload,
        world,
        nodes,
        faults,
        script,
        timing,
        time,
        concurrency,
        rate,
        keys,
        other,
        flaws,
        image,
        ops,
        swarm,
        program,
        latency);
  }

  /** {@code n1, n2, ...}. */
  public List<String> nodeNames() {
    return nodeNames(nodes);
  }

  /** The names of so many nodes. */
  public static List<String> nodeNames(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "n" + n).toList();
  }

  /** The folder its runs go to: system and workload. */
  public String name() {
    return system + "-" + workload;
  }
}
