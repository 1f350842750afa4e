package minos.course;

import java.util.Locale;

/** What the course counts; less is better. */
enum Measure {
  /** What replicas sent: to one another, a broadcast once for each, and to clients. */
  TOTAL_MSGS("messages"),
  /** Requests that were answered by {@code fail}, or never. */
  FAILURES("failures"),
  /** Answers to what was answered already. */
  DUPLICATES("duplicates"),
  /** From a request to the {@code ok} that answers it, in seconds. */
  MEDIAN_LATENCY("median");

  private final String title;

  Measure(String title) {
    this.title = title;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** As configurations write it. */
  String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
