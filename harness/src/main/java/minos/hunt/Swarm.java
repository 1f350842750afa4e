package minos.hunt;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import minos.cluster.Capability;
import minos.fault.Breakable;
import minos.fault.Fault;
import minos.fault.FaultKind;
import minos.fault.FaultTiming;
import minos.fault.Group;
import minos.fault.Rhythm;
import minos.generate.Seed;
import minos.run.Test;

/**
 * Draws a whole test from its seed: a few kinds of faults out of all, how they follow one another,
 * how many nodes, clients and objects. One test with everything in it finds less than many that
 * each leave most of it out (Groce et al.: Swarm testing, ISSTA 2012).
 */
final class Swarm {
  private static final int KINDS_MAX = 5;
  private static final long INTERVAL_MIN_MILLIS = 2_000;
  private static final long INTERVAL_MAX_MILLIS = 8_000;

  /** Without these few of the others mean much; so they are in every other test. */
  private static final List<Group> USUAL = List.of(Group.PARTITION, Group.KILL, Group.POWER_LOSS);

  /**
   * What takes from a node what it has promised to keep: where members leave meanwhile, those who
   * are left may be too few to bear it.
   */
  private static final Set<Capability> FORGETTING =
      EnumSet.of(Capability.WIPE, Capability.DISK_ROT);

  private static final Set<String> ONE_NODE = Set.of("leader", "one");

  /** What takes the leader's office or memory, before others know what it knew. */
  private static final List<String> ENDS =
      List.of(
          "partition-leader",
          "partition-leader",
          "pause-leader",
          "kill-leader",
          "power-loss-leader",
          "power-loss-all");

  private Swarm() {}

  /**
   * @param pattern what is not drawn; its seed decides
   */
  static Test draw(Test pattern, Map<Capability, String> lacks) {
    Seed seed = new Seed(pattern.seed()).child("swarm");
    int nodes = seed.child("nodes").pick(List.of(3, 3, 3, 5, 5, 5, 4));
    Rhythm rhythm =
        seed.child("rhythm")
            .pick(
                List.of(
                    Rhythm.TURNS,
                    Rhythm.ROTATION,
                    Rhythm.ROTATION,
                    Rhythm.BURSTS,
                    Rhythm.IN_ORDER));
    List<String> faults =
        rhythm == Rhythm.IN_ORDER
            ? inOrder(seed.child("in order"), new Breakable(nodes, lacks))
            : kinds(seed, rhythm, new Breakable(nodes, lacks));
    long interval =
        seed.child("interval")
            .between(INTERVAL_MIN_MILLIS, intervalMax(pattern.time(), faults.size()));
    return new Test(
            pattern.system(),
            pattern.workload(),
            pattern.world(),
            nodes,
            faults,
            Optional.empty(),
            new FaultTiming(rhythm, Optional.of(Duration.ofMillis(interval))),
            pattern.time(),
            seed.child("concurrency").pick(List.of(2, 5, 10, 20)),
            seed.child("rate").pick(List.of(30, 100, 200)),
            seed.child("keys").pick(List.of(1, 3, 5)),
            pattern.seed(),
            pattern.flaws(),
            "")
        .inSwarm(true);
  }

  /** Such that each kind can begin, also where one must be waited for. */
  private static long intervalMax(Duration time, int kinds) {
    return Math.clamp(time.toMillis() / (kinds + 2L), INTERVAL_MIN_MILLIS + 1, INTERVAL_MAX_MILLIS);
  }

  /** A rotation takes one of each family at a time, and would come to the next too late. */
  private static List<String> kinds(Seed seed, Rhythm rhythm, Breakable breakable) {
    List<Group> possible =
        Arrays.stream(Group.values())
            .filter(group -> isPossible(group.label(), breakable))
            .toList();
    int size = 1 + seed.child("size").below(KINDS_MAX);
    Stream<Group> usual =
        seed.child("usual").flip() ? Stream.of(seed.child("one").pick(USUAL)) : Stream.empty();
    List<Group> chosen =
        Stream.concat(usual, seed.child("kinds").shuffle(possible).stream())
            .distinct()
            .filter(oneOfEach(rhythm == Rhythm.ROTATION))
            .limit(size)
            .toList();
    boolean forgets = chosen.stream().anyMatch(group -> FORGETTING.contains(group.needs()));
    return chosen.stream()
        .filter(group -> !forgets || group.family() != Fault.Family.MEMBERS)
        .map(Group::label)
        .toList();
  }

  private static Predicate<Group> oneOfEach(boolean family) {
    Set<Fault.Family> seen = EnumSet.noneOf(Fault.Family.class);
    return group -> !family || seen.add(group.family());
  }

  /** One or two faults of one node, the leader or not, and then an end while they are in force. */
  private static List<String> inOrder(Seed seed, Breakable breakable) {
    Fault end = Fault.labelled(seed.child("end").pick(ENDS)).orElseThrow();
    List<Fault> possible =
        Fault.all().stream()
            .filter(fault -> ONE_NODE.contains(fault.how()) && fault.family() != end.family())
            .filter(fault -> !FORGETTING.contains(fault.needs()))
            .filter(fault -> isPossible(fault.label(), breakable))
            .toList();
    Fault first = one(seed.child("first"), possible);
    Fault second = one(seed.child("second"), possible);
    boolean both = seed.child("both").flip() && second.family() != first.family();
    return Stream.concat(both ? Stream.of(first, second) : Stream.of(first), Stream.of(end))
        .map(Fault::label)
        .toList();
  }

  /** Each family is as likely as the next, however many ways it knows. */
  private static Fault one(Seed seed, List<Fault> possible) {
    List<Fault.Family> families = possible.stream().map(Fault::family).distinct().toList();
    Fault.Family family = seed.child("family").pick(families);
    return seed.child("fault")
        .pick(possible.stream().filter(fault -> fault.family() == family).toList());
  }

  private static boolean isPossible(String label, Breakable breakable) {
    try {
      return !FaultKind.of(List.of(label), breakable).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
