package minos.check.proof;

import minos.history.Op;
import minos.history.Operation;

/** When operations certainly had begun and ended, by the indices of their events. */
final class Times {
  static final long NEVER = Long.MAX_VALUE;

  private Times() {}

  static long began(Operation operation) {
    return operation.invocation().index();
  }

  /** {@link #NEVER} unless it is known to have happened: it may do so at any time. */
  static long ended(Operation operation) {
    return operation.isOk() ? operation.completion().map(Op::index).orElse(NEVER) : NEVER;
  }

  /** Whether the first had certainly happened before the second began. */
  static boolean precedes(Operation first, Operation second) {
    return ended(first) < began(second);
  }
}
