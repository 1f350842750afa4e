package minos.store.runs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of runs in a file, a line each, fields between tabs: ten thousand are read in a tenth
 * of a second, which a JSON mapper needs for itself.
 */
final class RunCache {
  /** Another Minos, which knows other fields, has another. */
  private static final String FIRST_LINE = "minos runs 1";

  private static final String FILE = ".runs.tsv";
  private static final int FIELDS = 20;

  private RunCache() {}

  /** Nothing where there is no cache, or another Minos wrote it, or it is broken. */
  static Map<String, RunSummary> read(Path results) {
    Map<String, RunSummary> summaries = new HashMap<>();
    Path file = results.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return summaries;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
        return summaries;
      }
      for (String line : lines.subList(1, lines.size())) {
        RunSummary summary = parsed(line);
        summaries.put(summary.path(), summary);
      }
      return summaries;
    } catch (IOException | IllegalArgumentException e) {
      return new HashMap<>();
    }
  }

  /** A folder that cannot be written to is read anew each time: slower, and as right. */
  static void write(Path results, Collection<RunSummary> summaries) {
    try {
      Path draft = Files.createTempFile(results, FILE, ".tmp");
      try (BufferedWriter out = Files.newBufferedWriter(draft)) {
        out.write(FIRST_LINE);
        for (RunSummary summary : summaries) {
          out.write('\n');
          out.write(line(summary));
        }
      }
      Files.move(draft, results.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // As said.
    }
  }

  private static String line(RunSummary run) {
    StringBuilder line = new StringBuilder();
    for (Object field :
        new @Nullable Object[] {
          run.path(),
          run.modified(),
          run.started(),
          run.system(),
          run.workload(),
          run.world(),
          run.nodes(),
          run.faults(),
          run.flaws(),
          run.seed(),
          run.version(),
          run.verdict(),
          run.why(),
          run.rule(),
          run.ops(),
          run.availability(),
          run.p99Nanos(),
          run.recoveryNanos(),
          run.seenNanos(),
          run.checkMillis()
        }) {
      line.append(line.isEmpty() ? "" : "\t")
          .append(field == null ? "" : field.toString().replaceAll("[\\t\\n\\r]", " "));
    }
    return line.toString();
  }

  /**
   * @throws IllegalArgumentException if it is no line of ours
   */
  private static RunSummary parsed(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(fields.size() + " fields");
    }
    Iterator<String> next = fields.iterator();
    return new RunSummary(
        next.next(),
        Long.parseLong(next.next()),
        next.next(),
        next.next(),
        next.next(),
        next.next(),
        Integer.parseInt(next.next()),
        next.next(),
        next.next(),
        Long.parseLong(next.next()),
        next.next(),
        next.next(),
        next.next(),
        next.next(),
        Long.parseLong(next.next()),
        share(next.next()),
        nanos(next.next()),
        nanos(next.next()),
        nanos(next.next()),
        Long.parseLong(next.next()));
  }

  private static @Nullable Double share(String text) {
    return text.isEmpty() ? null : Double.valueOf(text);
  }

  private static @Nullable Long nanos(String text) {
    return text.isEmpty() ? null : Long.valueOf(text);
  }
}
