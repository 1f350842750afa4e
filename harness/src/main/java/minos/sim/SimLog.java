package minos.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The log of a node over all its lives; keeps the newest lines. */
final class SimLog {
  private final int limit;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
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

  void writeTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, text());
  }

  private record Line(long nanos, String text) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%12.6f  %s", nanos / 1e9, text);
    }
  }
}
