package minos.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stays of one run: {@code results/<test>/<time in UTC>/}. Streams are appended to; every
 * other file appears whole or not at all.
 */
public record RunFolder(Path path) {
  public static final String LATEST = "latest";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);
  private static final Set<String> SUMMARY =
      Set.of("run.json", "verdict.json", "faults.json", "figures.json");
  private static final int SAME_INSTANT_MAX = 1_000;

  /**
   * Makes the folder of a new run, and points {@code latest} at it where links are possible.
   *
   * @param results made if missing
   * @param test the name its runs share
   */
  public static RunFolder create(Path results, String test, Instant started) throws StoreFailed {
    Path runs = results.resolve(test.replaceAll("[^A-Za-z0-9._-]|^\\.+", "-"));
    try {
      Files.createDirectories(runs);
      Path path = firstFree(runs, started);
      link(runs.resolve(LATEST), path.getFileName());
      link(results.resolve(LATEST), results.relativize(path));
      return new RunFolder(path);
    } catch (IOException e) {
      throw StoreFailed.writing(runs, e);
    }
  }

  /**
   * The folder of a run that was.
   *
   * @param results where {@code latest} is looked for
   * @param run a folder, or {@code latest}
   */
  public static RunFolder open(Path results, String run) throws StoreFailed {
    if (run.equals(LATEST)) {
      return newest(results)
          .orElseThrow(
              () -> new StoreFailed("no run in " + results + " yet; begin with: minos run"));
    }
    Path path = Path.of(run);
    if (!Files.isDirectory(path)) {
      throw new StoreFailed("no run folder " + run);
    }
    return new RunFolder(path);
  }

  public Path history() {
    return path.resolve("history.jsonl");
  }

  public Path faults() {
    return path.resolve("faults.json");
  }

  public Path log() {
    return path.resolve("minos.log");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  public Path nodes() {
    return path.resolve("nodes");
  }

  public Path runJson() {
    return path.resolve("run.json");
  }

  /** Writes a file so that a reader sees the old one or the new one, never half of it. */
  public void write(String name, String content) throws StoreFailed {
    Path target = path.resolve(name);
    Path draft = path.resolve("." + name + ".tmp");
    try {
      Files.write(draft, content.getBytes(StandardCharsets.UTF_8));
      replace(draft, target);
    } catch (IOException e) {
      throw StoreFailed.writing(target, e);
    }
  }

  public String read(String name) throws StoreFailed {
    Path source = path.resolve(name);
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw StoreFailed.reading(source, e);
    }
  }

  /**
   * Leaves only what says how the run went and what repeats it: for simulated runs that are valid,
   * whose seed brings all else back.
   */
  public void keepSummary() throws StoreFailed {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path) && !SUMMARY.contains(path.relativize(file).toString())) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw StoreFailed.writing(path, e);
    }
  }

  private static Path firstFree(Path runs, Instant started) throws IOException {
    for (int later = 0; later < SAME_INSTANT_MAX; later++) {
      Path path = runs.resolve(STAMP.format(started.plusMillis(later)));
      try {
        return Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        // Another run began in the same millisecond: take the next one.
      }
    }
    throw new FileAlreadyExistsException(runs.resolve(STAMP.format(started)).toString());
  }

  private static void link(Path link, Path target) {
    Path draft = link.resolveSibling("." + link.getFileName() + "." + target.getFileName());
    try {
      replace(Files.createSymbolicLink(draft, target), link);
    } catch (IOException | UnsupportedOperationException e) {
      // Links are a convenience; without them newest() looks at the names.
    }
  }

  private static void replace(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Optional<RunFolder> newest(Path results) throws StoreFailed {
    if (!Files.isDirectory(results)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.walk(results, 2)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("run.json")))
          .filter(folder -> !Files.isSymbolicLink(folder))
          .max(Comparator.comparing(folder -> folder.getFileName().toString()))
          .map(RunFolder::new);
    } catch (IOException e) {
      throw StoreFailed.reading(results, e);
    }
  }
}
