package minos.check.tally;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Verdict;
import minos.history.Columns;

/**
 * A check that goes through what happened to an object once.
 *
 * @param byKey whether objects are judged one by one; else all are one
 */
record Counted(String name, boolean byKey, Count count) implements Checker {

  /** How one object is judged. */
  interface Count {
    /**
     * @throws IllegalArgumentException if an operation is none that the check knows
     */
    Tally of(Part part);
  }

  @Override
  public Verdict check(Columns columns, Budget budget) {
    if (columns.size() == 0) {
      return Verdict.unknown(name, "Nothing was judged: no client did anything.");
    }
    if (!byKey) {
      return judge(name, Part.whole(columns));
    }
    List<Verdict> parts = new ArrayList<>();
    for (Part part : Part.byKey(columns)) {
      Object key = columns.keyAt(parts.size());
      parts.add(judge(key == null ? name : name + " key " + key, part));
    }
    return parts.size() == 1 ? parts.getFirst() : Verdict.of(name, parts);
  }

  private Verdict judge(String as, Part part) {
    try {
      return count.of(part).verdict(as);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Verdict.unknown(as, "Nothing was judged: %s.".formatted(e.getMessage()));
    }
  }
}
