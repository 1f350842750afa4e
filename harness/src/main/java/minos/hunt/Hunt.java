package minos.hunt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import minos.cluster.Capability;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.Breakable;
import minos.fault.FaultKind;
import minos.run.Test;
import minos.run.Workload;
import minos.time.RealTime;

/**
 * Hunts flaws: for each, trial after trial on all grounds by turns, with one seed after another,
 * until it was caught often enough or its time is over. Several flaws at once; each sees the same
 * trials however many that are.
 */
public final class Hunt {
  /** In the place of a flaw's id: the rules as they are, which must never be caught. */
  public static final String NONE = "none";

  private final SystemUnderTest system;
  private final Map<String, Workload> workloads;
  private final Test pattern;
  private final Aim aim;
  private final RealTime clock = new RealTime();
  private volatile boolean stopped;

  /**
   * What is hunted, and how hard.
   *
   * @param flaws ids, or {@link #NONE}
   * @param grounds at least one
   * @param catches so many are enough; {@link #NONE} is hunted to the end of its time
   * @param budget of real time, for each flaw; every flaw gets one trial on each ground at least
   * @param judges those who may catch; the others are not even asked
   */
  public record Aim(
      List<String> flaws, List<Ground> grounds, int catches, Duration budget, Set<Judge> judges) {}

  /**
   * @param pattern of all trials; workload, faults, flaws and seed are put in, its own seed is the
   *     first
   * @param workloads by name, all that the grounds name
   */
  public Hunt(SystemUnderTest system, Map<String, Workload> workloads, Test pattern, Aim aim) {
    this.system = system;
    this.workloads = Map.copyOf(workloads);
    this.pattern = pattern;
    this.aim = aim;
  }

  /**
   * @param threads how many flaws are hunted at a time
   * @param teller is told of each flaw in the order of the aim, on the calling thread
   */
  public List<Row> run(int threads, Consumer<Row> teller) throws ClusterFailed {
    List<Row> rows = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Row>> hunted =
          aim.flaws.stream().map(flaw -> pool.submit(() -> hunt(flaw))).toList();
      try {
        for (Future<Row> row : hunted) {
          rows.add(row.get());
          teller.accept(rows.getLast());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ClusterFailed failed) {
          throw failed;
        }
        throw new IllegalStateException(e.getCause());
      } finally {
        stopped = true;
      }
    }
    return rows;
  }

  /** Begins no further trial. From any thread. */
  public void stop() {
    stopped = true;
  }

  private Row hunt(String flaw) throws ClusterFailed {
    Tally tally = new Tally(flaw);
    long enough = flaw.equals(NONE) ? Long.MAX_VALUE : aim.catches;
    long end = clock.nanos() + aim.budget.toNanos();
    for (long seed = pattern.seed(); ; seed++) {
      for (Ground ground : aim.grounds) {
        boolean first = seed == pattern.seed();
        if (stopped || tally.caught() >= enough || (!first && clock.nanos() > end)) {
          return tally.row();
        }
        Trial trial = trial(flaw, ground, seed);
        tally.add(ground, trial.test(), trial.run(aim.judges));
      }
    }
  }

  private Trial trial(String flaw, Ground ground, long seed) {
    Workload workload = workloads.get(ground.workload());
    if (workload == null) {
      throw new IllegalArgumentException("no workload " + ground.workload());
    }
    Map<Capability, String> lacks = system.lacks(World.SIM);
    boolean swarm = ground.faults().equals(Ground.SWARM);
    Test test =
        new Test(
            pattern.system(),
            ground.workload(),
            pattern.world(),
            pattern.nodes(),
            swarm ? List.of() : kinds(ground, lacks),
            pattern.script(),
            pattern.timing(),
            pattern.time(),
            pattern.concurrency(),
            pattern.rate(),
            pattern.keys(),
            seed,
            flaw.equals(NONE) ? List.of() : List.of(flaw),
            "");
    return new Trial(swarm ? Swarm.draw(test, lacks) : test, workload, system);
  }

  private List<String> kinds(Ground ground, Map<Capability, String> lacks) {
    return FaultKind.parse(ground.faults(), new Breakable(pattern.nodes(), lacks)).stream()
        .map(FaultKind::name)
        .toList();
  }
}
