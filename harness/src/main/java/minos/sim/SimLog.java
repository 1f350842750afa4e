package minos.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node has written over all its lives: its log, of which the newest lines are kept, and any
 * other files.
 */
final class SimLog {
  private final int limit;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private final Map<String, List<String>> files = new TreeMap<>();
  private long dropped;

  SimLog(int limit) {
    this.limit = limit;
  }

  void add(long nanos, String text) {
    lines.add(new Line(nanos, text));
    if (lines.size() > limit) {
      lines.remove();
      dropped++;
    }
  }

  /** One line each: seconds of the run, then the text. */
  List<String> text() {
    List<String> text = new ArrayList<>(lines.size() + 1);
    if (dropped > 0) {
      text.add("(" + dropped + " older lines were not kept)");
    }
    lines.forEach(line -> text.add(line.toString()));
    return text;
  }

  void write(String file, String line) {
    files.computeIfAbsent(file, name -> new ArrayList<>()).add(line);
  }

  /**
   * Writes all files.
   *
   * @param folder made where needed
   */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("node.log"), text());
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private record Line(long nanos, String text) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%12.6f  %s", nanos / 1e9, text);
    }
  }
}
