package minos.check.anomaly;

import java.util.List;

/**
 * An anomaly that a history shows.
 *
 * @param transactions that show it, none twice
 * @param words what they did, as a sentence without its end
 */
record Found(Anomaly anomaly, List<Integer> transactions, String words) {
  static Found of(Anomaly.Kind kind, String words, Integer... transactions) {
    return new Found(Anomaly.of(kind), List.of(transactions).stream().distinct().toList(), words);
  }
}
