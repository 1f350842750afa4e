package minos.history.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a format could not hold and a reader of it will not miss, by kind. */
final class Losses {
  private final Map<String, Long> counts = new TreeMap<>();

  void add(String kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /** One line a kind. */
  List<String> notes(String format) {
    List<String> notes = new ArrayList<>();
    counts.forEach((kind, count) -> notes.add("%s %s (%,d)".formatted(format, kind, count)));
    return notes;
  }
}
