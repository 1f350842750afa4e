package minos.history;

/** A recorded history that cannot be judged as it stands; one line: {@code file:line: what}. */
public final class HistoryMalformed extends Exception {
  HistoryMalformed(String file, long line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
