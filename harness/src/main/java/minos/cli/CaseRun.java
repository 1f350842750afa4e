package minos.cli;

import minos.store.StoreFailed;
import minos.suite.Attempt;

/** One run of a case, under way. */
sealed interface CaseRun permits SimulatedCase, ProcessCase {

  /**
   * Runs to the verdict, on the calling thread. What fails on the way is an attempt, too.
   *
   * @throws StoreFailed if there is nowhere to write
   */
  Attempt execute() throws StoreFailed;

  /** Ends the load soon; asked again, the judging as well. From any thread. */
  void stop();

  /** Ends it at once, and removes what it started. From any thread. */
  void abandon();
}
