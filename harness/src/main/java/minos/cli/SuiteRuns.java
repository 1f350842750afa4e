package minos.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.cluster.World;
import minos.store.StoreFailed;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.CaseReport;
import minos.suite.SuiteReport;

/** Makes runs of a suite's cases: simulated ones in this process, all others each in its own. */
final class SuiteRuns implements SuiteRun.Runs {
  private final CaseOptions options;
  private final Path results;
  private final SuiteFolder folder;
  private final String suite;
  private final boolean chosen;
  private final int atATime;
  private final Deque<Optional<String>> free = new ArrayDeque<>();
  private final Map<Integer, Optional<String>> taken = new HashMap<>();
  private final Map<String, Optional<String>> obstacles = new HashMap<>();
  private @org.jspecify.annotations.Nullable Map<String, Instant> earlier;

  /**
   * @param engines Docker's, one for each run that may go on at a time; empty for the usual one
   * @param parallel how many runs may go on at a time on the usual one
   */
  SuiteRuns(
      CaseOptions options,
      Path results,
      SuiteFolder folder,
      String suite,
      List<String> engines,
      int parallel) {
    this.options = options;
    this.results = results;
    this.folder = folder;
    this.suite = suite;
    this.chosen = !engines.isEmpty();
    engines.forEach(engine -> free.add(Optional.of(engine)));
    for (int i = 0; i < parallel && !chosen; i++) {
      free.add(Optional.empty());
    }
    this.atATime = free.size();
  }

  /** Of engines that the user named each run says so itself. */
  @Override
  public Optional<String> unavailable(Case one) {
    if (chosen && one.option(Case.WORLD).equals(World.DOCKER.label())) {
      return Optional.empty();
    }
    return obstacles.computeIfAbsent(
        one.option(Case.SYSTEM) + " " + one.option(Case.WORLD),
        world -> {
          try {
            CaseOptions.Meaning meaning = options.of(one);
            return meaning.system().unavailable(meaning.world());
          } catch (BadArguments e) {
            return Optional.of(String.valueOf(e.getMessage()));
          }
        });
  }

  @Override
  public int realAtATime() {
    return atATime;
  }

  @Override
  public CaseRun start(int index, Case one, int attempt) throws StoreFailed, BadArguments {
    if (one.isSimulated()) {
      return new SimulatedCase(options.of(one), Long.parseLong(one.option(Case.SEED)), results);
    }
    Optional<String> engine = free.removeFirst();
    taken.put(index, engine);
    return new ProcessCase(one, results, engine, folder.log(index, attempt));
  }

  @Override
  public void ended(int index) {
    Optional<String> engine = taken.remove(index);
    if (engine != null) {
      free.addLast(engine);
    }
  }

  @Override
  public Attempt known(Attempt attempt) throws StoreFailed {
    if (attempt.finding().isEmpty()) {
      return attempt;
    }
    if (earlier == null) {
      earlier = findings();
    }
    Attempt.Finding finding = attempt.finding().get();
    Instant first = earlier.get(finding.fingerprint());
    return first == null ? attempt : attempt.with(finding.firstSeen(first));
  }

  /** By fingerprint, when a suite of that name began that had it first. */
  private Map<String, Instant> findings() throws StoreFailed {
    Map<String, Instant> seen = new HashMap<>();
    for (SuiteFolder each : SuiteFolder.all(results, suite)) {
      if (each.path().equals(folder.path())) {
        continue;
      }
      SuiteReport report = each.read();
      for (CaseReport one : report.cases()) {
        one.last()
            .flatMap(Attempt::finding)
            .ifPresent(found -> seen.putIfAbsent(found.fingerprint(), report.started()));
      }
    }
    return seen;
  }
}
