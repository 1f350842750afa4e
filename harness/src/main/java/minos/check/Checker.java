package minos.check;

import minos.history.Columns;
import minos.history.History;

/** Judges a history. Pure: same history and budget of steps, same answer. */
public interface Checker {
  String name();

  /** Never throws for anything that a history may hold; what it cannot judge is unknown. */
  Verdict check(Columns history, Budget budget);

  /** The same for those whom the verdict is enough: what is invalid may lack its counterexample. */
  default Checker brief() {
    return this;
  }

  /** The same of a history that is not in columns yet. */
  default Verdict check(History history, Budget budget) {
    return check(Columns.of(history), budget);
  }
}
