package minos.hunt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Combined;
import minos.check.Limits;
import minos.check.Validity;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.generate.Seed;
import minos.history.History;
import minos.history.Op;
import minos.run.Honesty;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Test;
import minos.run.Workload;
import minos.time.RealTime;
import minos.time.VirtualTime;

/** One simulated run that leaves nothing behind but what its judges say. */
public record Trial(Test test, Workload workload, SystemUnderTest system) {
  /** Of virtual time, for nodes to come to rest in; some election timeouts, and a snapshot. */
  private static final Duration REST = Duration.ofSeconds(10);

  /** What a judge saw, and when in virtual time. */
  public record Seen(long nanos, String what) {}

  /**
   * What came of it.
   *
   * @param seen what each judge saw; empty for nothing wrong
   * @param unknown that none did, and that the run proves nothing either
   * @param virtualNanos from the start of the load to the end of the final reads
   */
  public record Outcome(Map<Judge, Seen> seen, boolean unknown, long virtualNanos, long realNanos) {
    public boolean caught() {
      return !seen.isEmpty();
    }

    public Set<Judge> caughtBy() {
      return seen.keySet();
    }

    Row.Example example(Ground ground, Test of) {
      Judge first = first();
      return new Row.Example(ground, of, first, Objects.requireNonNull(seen.get(first)).what());
    }

    /** Who saw it first; of two at the same instant the one with more insight. */
    public Judge first() {
      return seen.entrySet().stream()
          .min(
              Comparator.comparingLong((Map.Entry<Judge, Seen> each) -> each.getValue().nanos())
                  .thenComparing(Map.Entry::getKey))
          .orElseThrow()
          .getKey();
    }
  }

  /** Before all judges. */
  public Outcome run() throws ClusterFailed {
    return run(EnumSet.allOf(Judge.class));
  }

  /**
   * @param judges the others are not even asked
   */
  public Outcome run(Set<Judge> judges) throws ClusterFailed {
    RealTime clock = new RealTime();
    long begun = clock.nanos();
    VirtualTime time = new VirtualTime();
    SystemUnderTest.Setup setup =
        new SystemUnderTest.Setup(
            test.name(),
            test.nodeNames(),
            test.seed(),
            test.flaws(),
            "",
            false,
            Plan.needs(test, system.lacks(World.SIM)),
            test.swarm(),
            judges.contains(Judge.INVARIANT),
            test.program(),
            test.workload(),
            test.latency());
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = system.start(World.SIM, setup, time)) {
      RunResult result =
          new Runner(
                  Plan.of(test, workload, system.lacks(World.SIM)),
                  cluster,
                  time,
                  history::add,
                  status -> {})
              .run();
      long ended = time.nanos();
      Validity ofHistory = judge(history, clock);
      Map<Judge, Seen> seen = new EnumMap<>(Judge.class);
      if (ofHistory == Validity.INVALID) {
        seen.put(Judge.HISTORY, new Seen(ended, "the history cannot be"));
      }
      if (!result.deaths().isEmpty()) {
        seen.put(
            Judge.NODE, new Seen(cluster.firstDeath().orElse(ended), result.deaths().getFirst()));
      }
      if (judges.contains(Judge.LIVENESS)) {
        stall(result, cluster).ifPresent(why -> seen.put(Judge.LIVENESS, new Seen(ended, why)));
      }
      cluster
          .sighting()
          .ifPresent(sighting ->
              seen.put(
                  Judge.INVARIANT,
                  new Seen(sighting.nanos(), sighting.property() + ": " + sighting.what())));
      seen.keySet().retainAll(judges);
      boolean unknown =
          seen.isEmpty() && ofHistory.and(Honesty.of(result).validity()) == Validity.UNKNOWN;
      return new Outcome(seen, unknown, time.nanos(), clock.nanos() - begun);
    }
  }

  private Validity judge(List<Op> history, RealTime clock) {
    Workload.Options options = new Workload.Options(test.keys(), test.concurrency(), test.seed());
    Checker checker = workload.checker(options);
    Budget budget = new Budget(Limits.DEFAULT, clock::nanos);
    return Combined.guarded(checker.name(), () -> checker.check(new History(history), budget))
        .validity();
  }

  /**
   * What does not come back, or not to rest, when nobody asks any more: first with all nodes, then
   * with as few of them as may decide, the rest down for good.
   */
  private Optional<String> stall(RunResult result, Cluster cluster) throws ClusterFailed {
    if (!result.recovery().missing().isEmpty()) {
      return Optional.of("never answered again: " + result.recovery().missing());
    }
    if (!cluster.await(REST, () -> cluster.unrest().isEmpty())) {
      return cluster.unrest();
    }
    try {
      killSome(cluster);
    } catch (FaultNotInjected e) {
      return Optional.of("at rest: " + e.getMessage());
    }
    return cluster.await(REST, () -> cluster.unrest().isEmpty())
        ? Optional.empty()
        : cluster.unrest().map(why -> "with a minority down: " + why);
  }

  /**
   * As many of those who vote as leave a majority of them. Who was removed and not added again does
   * not count: a request to remove a node may come late, after the one that added it, and then the
   * others must decide alone.
   */
  private void killSome(Cluster cluster) throws FaultNotInjected {
    List<Node> voters = voters(cluster);
    for (Node voter : voters) {
      if (voter.state() != Node.State.RUNNING) {
        return;
      }
    }
    int minority = (voters.size() - 1) / 2;
    for (Node node : new Seed(test.seed()).child("rest").shuffle(voters).subList(0, minority)) {
      node.kill();
    }
  }

  private static List<Node> voters(Cluster cluster) throws FaultNotInjected {
    if (cluster.members().isEmpty()) {
      return cluster.nodes();
    }
    Set<String> names = cluster.members().get().voters();
    return cluster.nodes().stream().filter(node -> names.contains(node.name())).toList();
  }
}
