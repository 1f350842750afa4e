package minos.check.online;

import java.util.List;
import java.util.Set;

/** What came of a part of an object's history. */
sealed interface Outcome<S> {
  /**
   * It is explained.
   *
   * @param ends where the object may stand after it; at least one
   * @param spent operations of unknown outcome that certainly took effect, by invocation
   * @param observes whether some operation said anything of the state
   */
  record Passed<S>(List<Stand<S>> ends, Set<Long> spent, boolean observes) implements Outcome<S> {}

  /** Nothing explains it. */
  record Refused<S>(Violation violation) implements Outcome<S> {}

  /** It cannot be judged, or not within the budget. */
  record Unjudged<S>(String why) implements Outcome<S> {}
}
