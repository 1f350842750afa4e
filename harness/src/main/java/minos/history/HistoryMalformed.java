package minos.history;

/**
 * A recorded history that cannot be judged as it stands; one line: {@code file:line:column: what}.
 */
public final class HistoryMalformed extends Exception {
  /**
   * @param line from 1
   * @param column from 1
   */
  HistoryMalformed(String file, long line, long column, String what) {
    super(file + ":" + line + ":" + column + ": " + what);
  }
}
