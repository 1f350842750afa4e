package minos.check;

import minos.history.History;

/** Judges a history. Pure: same history and budget of steps, same answer. */
public interface Checker {
  String name();

  /** Never throws for anything that a history may hold; what it cannot judge is unknown. */
  Verdict check(History history, Budget budget);
}
