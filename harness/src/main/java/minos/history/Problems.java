package minos.history;

import java.util.ArrayList;
import java.util.List;

/** What becomes of that which is no op: the reading ends there, or leaves it out and says so. */
final class Problems {
  private static final int NAMED_MAX = 100;

  private final String file;
  private final boolean lenient;
  private final List<String> warnings = new ArrayList<>();
  private long skipped;

  /**
   * @param file for messages
   */
  Problems(String file, boolean lenient) {
    this.file = file;
    this.lenient = lenient;
  }

  String file() {
    return file;
  }

  /**
   * Something is no op.
   *
   * @param line from 1
   * @param column from 1
   * @throws HistoryMalformed unless such things are to be left out
   */
  void found(long line, long column, String what) throws HistoryMalformed {
    found(new HistoryMalformed(file, line, column, what));
  }

  /** As {@link #found(long, long, String)}. */
  void found(HistoryMalformed malformed) throws HistoryMalformed {
    if (!lenient) {
      throw malformed;
    }
    skipped++;
    if (skipped <= NAMED_MAX) {
      warnings.add("left out: " + malformed.getMessage());
    }
  }

  /** As {@link #found(long, long, String)}, where nothing need be left out. */
  void endsEarly(long line, long column, String what) throws HistoryMalformed {
    HistoryMalformed malformed = new HistoryMalformed(file, line, column, what);
    if (!lenient) {
      throw malformed;
    }
    warnings.add(String.valueOf(malformed.getMessage()));
  }

  /** A last line that a crash cut short: the one thing that is always left out. */
  void cutShort(long line) {
    warnings.add(file + ":" + line + ": the last line was cut short and is left out");
  }

  long skipped() {
    return skipped;
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (skipped > NAMED_MAX) {
      all.add("left out: %s: %,d more".formatted(file, skipped - NAMED_MAX));
    }
    return all;
  }
}
