package minos.report;

import java.util.List;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.store.runs.RunSummary;
import minos.store.runs.Siblings;

/**
 * Whether earlier runs of the same test broke the same rule.
 *
 * @param runs how many earlier ones were looked at
 * @param same those of them that broke the same rule with the same flaws, the newest first
 */
public record Elsewhere(int runs, List<RunSummary> same) {
  public static final Elsewhere NOT_LOOKED = new Elsewhere(0, List.of());

  private static final int RUNS_MAX = 200;

  /** For a run with a contradiction; of any other there is nothing to find. */
  static Elsewhere of(StoredRun.Outcome outcome, RunReport run) throws StoreFailed {
    if (run.contradiction().isEmpty()) {
      return NOT_LOOKED;
    }
    String rule = run.contradiction().get().rule();
    String flaws = String.join(",", run.test().flaws());
    List<RunSummary> earlier = Siblings.before(outcome.folder(), RUNS_MAX);
    return new Elsewhere(
        earlier.size(),
        earlier.stream()
            .filter(other -> other.rule().equals(rule) && other.flaws().equals(flaws))
            .toList());
  }
}
