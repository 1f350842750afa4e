package minos.cluster;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.time.Time;

/**
 * A replicated store that Minos can run. Found by {@link java.util.ServiceLoader}.
 *
 * <p>The implementer's duty: {@link #start} returns only once every node runs, or throws after
 * removing all that it made.
 */
public interface SystemUnderTest {
  /** As users name it: {@code raft-kv}, {@code etcd}. */
  String name();

  /** One sentence for lists and help. */
  String summary();

  Set<World> worlds();

  /** The flaws that can be planted, by id, with one sentence each; empty for third systems. */
  default Map<String, String> flaws() {
    return Map.of();
  }

  /** Of each of its flaws, where it can be seen: {@code clients}, say; empty where nobody knows. */
  default Map<String, Set<String>> sights() {
    return Map.of();
  }

  /** Whether it has no program of its own: the user brings one that speaks its language. */
  default boolean needsProgram() {
    return false;
  }

  /**
   * What is broken where the user does not say, as {@code --faults} takes it; empty for what is
   * usual. For systems that nobody promised would bear that.
   */
  default Optional<String> faults() {
    return Optional.empty();
  }

  /**
   * Whether it lacks what the clients of a workload ask for.
   *
   * @return the workloads that it serves, for the user; empty if that one is among them
   */
  default Optional<String> refuses(String workload) {
    return Optional.empty();
  }

  /**
   * Why it cannot run in a world at this moment, in one line and with what to do about it; empty if
   * it can. Asked only for {@link #worlds()}; answers within seconds, starts nothing.
   */
  default Optional<String> unavailable(World world) {
    return Optional.empty();
  }

  /**
   * What it is not open to in a world at this moment, with the reason in one line: no such thing in
   * the kernel, no right to do it, no way into the program. A fault that needs it is refused before
   * anything is started. Asked only where it is available; answers within seconds.
   */
  default Map<Capability, String> lacks(World world) {
    Map<Capability, String> lacks = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      if (capability.needsHelp()) {
        lacks.put(capability, "its nodes would have to help, and " + name() + "'s do not");
      }
    }
    return lacks;
  }

  /**
   * How those faults are made in a world at this moment that can be made in several ways, by what
   * they need. Asked only where it is available.
   */
  default Map<Capability, String> means(World world) {
    return Map.of();
  }

  /**
   * Removes what runs left behind whose Minos died, known by its labels; never anything else.
   *
   * @param broken runs with faults in force when they died; what of them was to be kept is healed
   * @return what was done, one line each
   * @throws ClusterFailed if anything is left that should not be
   */
  default List<String> removeLeftovers(World world, List<BrokenOff> broken) throws ClusterFailed {
    return List.of();
  }

  /**
   * Starts a cluster.
   *
   * @throws ClusterFailed with one clear line for the user
   */
  Cluster start(World world, Setup setup, Time time) throws ClusterFailed;

  /**
   * What a cluster is made from.
   *
   * @param run the run's name; part of every name and label made outside this process
   * @param nodes names, at least one
   * @param seed of everything that is left to chance in it
   * @param flaws ids of {@link #flaws()} to plant in every node
   * @param image container image to use instead of the system's own, or empty
   * @param keep leave the cluster up when it is closed
   * @param needs what the faults of the run need; what costs something is prepared for those only
   * @param swarm whether the seed also draws the simulated world
   * @param watched whether it looks for breaches of its own properties, where it can
   * @param program words of the command that starts a node, where the user brings it
   * @param workload what clients will do, by name; empty if nobody said
   * @param latency between nodes where Minos plays the network; empty for a quick local one
   */
  record Setup(
      String run,
      List<String> nodes,
      long seed,
      List<String> flaws,
      String image,
      boolean keep,
      Set<Capability> needs,
      boolean swarm,
      boolean watched,
      List<String> program,
      String workload,
      Optional<Latency> latency) {

    /** One whose faults need no preparation. */
    public Setup(
        String run, List<String> nodes, long seed, List<String> flaws, String image, boolean keep) {
      this(run, nodes, seed, flaws, image, keep, Set.of());
    }

    /** In the usual world, and not watched. */
    public Setup(
        String run,
        List<String> nodes,
        long seed,
        List<String> flaws,
        String image,
        boolean keep,
        Set<Capability> needs) {
      this(
          run,
          nodes,
          seed,
          flaws,
          image,
          keep,
          needs,
          false,
          false,
          List.of(),
          "",
          Optional.empty());
    }

    /** The same with nodes that are started by that command. */
    public Setup running(List<String> words) {
      return new Setup(
          run, nodes, seed, flaws, image, keep, needs, swarm, watched, words, workload, latency);
    }

    /** The same for clients that do this. */
    public Setup serving(String name) {
      return new Setup(
          run, nodes, seed, flaws, image, keep, needs, swarm, watched, program, name, latency);
    }

    /** Whether a fault of the run needs any of these. */
    public boolean needsAny(Capability... some) {
      return Arrays.stream(some).anyMatch(needs::contains);
    }
  }
}
