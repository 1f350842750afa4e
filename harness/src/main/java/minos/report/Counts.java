package minos.report;

import java.util.Locale;
import minos.history.Columns;
import minos.history.History;

/**
 * How big a history is: its operations by outcome, and its objects.
 *
 * @param info operations of unknown outcome, also those that never completed
 */
public record Counts(long ok, long fail, long info, long keys) {

  public static Counts of(Columns columns) {
    return new Counts(
        columns.count(Columns.OK),
        columns.count(Columns.FAIL),
        columns.count(Columns.INFO) + columns.count(Columns.OPEN),
        columns.keys());
  }

  /** What the nemesis did is not counted. */
  public static Counts of(History history) {
    return of(Columns.of(history));
  }

  public long ops() {
    return ok + fail + info;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d ops (%,d ok, %,d fail, %,d info) · %d %s",
        ops(),
        ok,
        fail,
        info,
        keys,
        keys == 1 ? "key" : "keys");
  }
}
