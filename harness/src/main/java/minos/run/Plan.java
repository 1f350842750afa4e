package minos.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import minos.cluster.Capability;
import minos.fault.Breakable;
import minos.fault.Fault;
import minos.fault.FaultKind;
import minos.fault.FaultScript;
import minos.generate.Generator;
import minos.generate.Generators;
import minos.generate.Seed;

/**
 * What a run will do: all of it follows from a test and its seed.
 *
 * @param load what clients do, at its rate; may be endless
 * @param script instead of the load, exactly which operations when; empty for the load
 * @param finalReads what they read when all is healed; ends by itself
 * @param kinds of faults that were asked for; empty for none
 * @param faults when the nemesis breaks what
 * @param concurrency how many processes work at once
 * @param time of the load
 * @param seed of the nemesis' choice of nodes
 */
public record Plan(
    Generator load,
    Optional<OpScript> script,
    Generator finalReads,
    List<FaultKind> kinds,
    Generator faults,
    int concurrency,
    Duration time,
    Seed seed,
    Limits limits) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Without a script of operations. */
  public Plan(
      Generator load,
      Generator finalReads,
      List<FaultKind> kinds,
      Generator faults,
      int concurrency,
      Duration time,
      Seed seed,
      Limits limits) {
    this(load, Optional.empty(), finalReads, kinds, faults, concurrency, time, seed, limits);
  }

  /**
   * The plan of a test, with the usual limits.
   *
   * @param lacks what the system is not open to; see {@link minos.cluster.SystemUnderTest#lacks}
   */
  public static Plan of(Test test, Workload workload, Map<Capability, String> lacks) {
    Seed seed = new Seed(test.seed());
    Workload.Options options =
        new Workload.Options(test.keys(), test.concurrency(), seed.child("workload").state());
    Generator load = workload.generator(options);
    List<FaultKind> kinds = kinds(test, lacks);
    return new Plan(
        test.rate() > 0
            ? Generators.stagger(
                seed.child("rate"), Math.round(NANOS_PER_SECOND / test.rate()), load)
            : load,
        test.ops(),
        test.ops().map(OpScript::finalReads).orElseGet(() -> workload.finalGenerator(options)),
        kinds,
        test.script()
            .map(FaultScript::generator)
            .orElseGet(() ->
                test.timing().generator(kinds, test.nodes(), test.time(), seed.child("faults"))),
        test.concurrency(),
        test.time(),
        seed.child("nemesis"),
        Limits.DEFAULT);
  }

  private static List<FaultKind> kinds(Test test, Map<Capability, String> lacks) {
    return test.script()
        .map(FaultScript::kinds)
        .orElseGet(() -> FaultKind.of(test.faults(), new Breakable(test.nodes(), lacks)));
  }

  /** All that a system must be open to for the faults of a test. */
  public static Set<Capability> needs(Test test, Map<Capability, String> lacks) {
    return kinds(test, lacks).stream()
        .flatMap(kind -> kind.faults().stream())
        .map(Fault::needs)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
