package minos.history.convert;

import minos.history.Op;

/** Writes op after op in one format. */
interface OpWriter {
  /** What stands before the first op; may be empty. */
  default String head() {
    return "";
  }

  /**
   * The op as it stands in a file, newline included; empty if it is left out, which is noted then.
   */
  String line(Op op) throws CannotHold;
}
