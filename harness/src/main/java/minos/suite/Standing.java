package minos.suite;

import java.util.Locale;

/** How a case stands in the end. */
public enum Standing {
  PASSED,
  /** The system contradicted its model: never excused by a later run that did not. */
  VIOLATION,
  /** A known flaw was not caught. */
  MISSED,
  UNKNOWN,
  /** Minos or its engine failed, also when tried again. */
  ERROR,
  /** It failed, as somebody has undertaken to mend by a certain day. */
  QUARANTINED,
  /** Its world is not to be had here, and it may be left out. */
  UNAVAILABLE,
  /** Time was up, or an earlier violation ended the suite. */
  NOT_RUN;

  /** As files and reports have it: {@code not-run}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Standing labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether it makes a suite red. */
  public boolean isBad() {
    return switch (this) {
      case VIOLATION, MISSED, UNKNOWN, ERROR -> true;
      case PASSED, QUARANTINED, UNAVAILABLE, NOT_RUN -> false;
    };
  }
}
