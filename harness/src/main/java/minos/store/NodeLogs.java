package minos.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the nodes of a run printed, merged by time. Known are lines that begin with the time of day
 * (UTC), or hold it early as JSON logs do, and in the simulation with seconds since the run began;
 * a line without belongs to the one before it.
 */
public final class NodeLogs {
  private static final Pattern SECONDS = Pattern.compile("^\\s*(\\d{1,9}\\.\\d{1,9})\\s+");
  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?)(?:Z|\\+00:?00)?\\s*");
  private static final int EARLY = 60;
  private static final int LENGTH_MAX = 300;

  /** More in so short a time is no log that anybody reads. */
  private static final int KEPT_MAX = 100_000;

  private NodeLogs() {}

  /**
   * @param nanos since the run began, by the clock of the node
   */
  public record Line(long nanos, String node, String text) {}

  /**
   * All lines within a stretch of time.
   *
   * @param from nanoseconds since the run began, as is {@code to}
   * @return in the order of time; none where nobody knows when the run began
   */
  public static List<Line> between(RunFolder folder, RunInfo info, long from, long to)
      throws StoreFailed {
    OptionalLong began = NodeEvents.began(info);
    List<Line> lines = new ArrayList<>();
    if (began.isPresent()) {
      for (String node : info.test().nodeNames()) {
        Reader reader = new Reader(node, began.getAsLong(), from, to, lines);
        for (Path file : logs(folder.nodes().resolve(node))) {
          reader.read(file);
        }
      }
    }
    lines.sort(Comparator.comparingLong(Line::nanos)); // stable
    return List.copyOf(lines);
  }

  private static List<Path> logs(Path node) throws StoreFailed {
    if (!Files.isDirectory(node)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(node)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    } catch (IOException e) {
      throw StoreFailed.reading(node, e);
    }
  }

  /**
   * Reads the logs of one node.
   *
   * @param began milliseconds since 1970 at which the run's time began
   */
  private record Reader(String node, long began, long from, long to, List<Line> found) {
    void read(Path file) throws StoreFailed {
      // Not Files.newBufferedReader: what a node prints need not be UTF-8, and is shown all the
      // same.
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        boolean within = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          within = take(line, within);
        }
      } catch (IOException e) {
        throw StoreFailed.reading(file, e);
      }
    }

    /** Whether a line without a time that comes next is within, too. */
    private boolean take(String line, boolean within) {
      Matcher seconds = SECONDS.matcher(line);
      if (seconds.find()) {
        return add(
            Math.round(Double.parseDouble(seconds.group(1)) * 1e9), line.substring(seconds.end()));
      }
      Matcher time = TIME_OF_DAY.matcher(line);
      if (time.find() && time.start() < EARLY) {
        String text = time.start() == 0 ? line.substring(time.end()) : line;
        return moment(time.group(1), time.group(2)).stream().anyMatch(nanos -> add(nanos, text));
      }
      if (within) {
        add(found.getLast().nanos(), line);
      }
      return within;
    }

    private OptionalLong moment(String day, String time) {
      try {
        Instant instant = Instant.parse(day + "T" + time.replace(',', '.') + "Z");
        return OptionalLong.of(Duration.between(Instant.ofEpochMilli(began), instant).toNanos());
      } catch (DateTimeException | ArithmeticException e) {
        return OptionalLong.empty();
      }
    }

    private boolean add(long nanos, String text) {
      if (nanos < from || nanos > to || found.size() >= KEPT_MAX) {
        return false;
      }
      String shown = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
      found.add(new Line(nanos, node, shown));
      return true;
    }
  }
}
