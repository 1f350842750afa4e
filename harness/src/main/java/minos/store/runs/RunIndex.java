package minos.store.runs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import minos.store.StoreFailed;

/**
 * All runs of a results folder. What was read once is kept in {@code .runs.tsv} beside them, where
 * that can be written: a cache, which is right as long as no file comes to a run or goes, and may
 * be deleted.
 */
public final class RunIndex {
  private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}");

  private final Path results;
  private Map<String, RunSummary> known = new HashMap<>();
  private boolean read;

  public RunIndex(Path results) {
    this.results = results;
  }

  /** A folder that may be a run's. */
  private record Found(String path, long modified) {}

  /**
   * All there are now, the newest first.
   *
   * @throws StoreFailed if the folder is there and cannot be read
   */
  public synchronized List<RunSummary> runs() throws StoreFailed {
    if (!read) {
      known = RunCache.read(results);
      read = true;
    }
    List<Found> found = found();
    Map<String, RunSummary> now = new HashMap<>();
    List<Found> fresh = new ArrayList<>();
    for (Found each : found) {
      RunSummary before = known.get(each.path());
      if (before != null && before.modified() == each.modified()) {
        now.put(each.path(), before);
      } else {
        fresh.add(each);
      }
    }
    fresh.parallelStream()
        .map(each -> RunSummaries.of(results, each.path(), each.modified()))
        .flatMap(Optional::stream)
        .toList()
        .forEach(summary -> now.put(summary.path(), summary));
    boolean changed = !now.equals(known);
    known = now;
    if (changed) {
      RunCache.write(results, now.values());
    }
    return now.values().stream()
        .sorted(
            Comparator.comparing(RunSummary::started).thenComparing(RunSummary::path).reversed())
        .toList();
  }

  /** Folders named by a time, two levels down, and any with a run.json one level down. */
  private List<Found> found() throws StoreFailed {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(results)) {
      return found;
    }
    try (DirectoryStream<Path> tests = Files.newDirectoryStream(results)) {
      for (Path test : tests) {
        if (!Files.isDirectory(test, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (Files.exists(test.resolve("run.json"))) {
          add(test, found);
        } else {
          addAll(test, found);
        }
      }
    } catch (IOException e) {
      throw StoreFailed.reading(results, e);
    }
    return found;
  }

  /** Whether it is named as runs are: by a time. */
  static boolean isRun(Path folder) {
    return RUN.matcher(folder.getFileName().toString()).matches();
  }

  private void addAll(Path test, List<Found> found) throws IOException {
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(test)) {
      for (Path run : runs) {
        if (isRun(run)) {
          add(run, found);
        }
      }
    }
  }

  private void add(Path run, List<Found> found) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(run, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      String path = results.relativize(run).toString().replace('\\', '/');
      found.add(new Found(path, attributes.lastModifiedTime().toMillis()));
    }
  }
}
