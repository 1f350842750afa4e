package minos.store.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.store.RunFolder;
import minos.store.StoreFailed;

/** Runs of the same test. */
public final class Siblings {
  private Siblings() {}

  /**
   * The last ones that began before a run, the newest first.
   *
   * @param most how many
   */
  public static List<RunSummary> before(RunFolder run, int most) throws StoreFailed {
    Path folder = run.path().toAbsolutePath();
    Path test = Optional.ofNullable(folder.getParent()).orElse(folder);
    String own = folder.getFileName().toString();
    try (Stream<Path> folders = Files.list(test)) {
      return folders
          .filter(
              other -> RunIndex.isRun(other) && other.getFileName().toString().compareTo(own) < 0)
          .filter(other -> Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.reverseOrder())
          .limit(most)
          .map(other -> RunSummaries.of(test, other.getFileName().toString(), 0))
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw StoreFailed.reading(test, e);
    }
  }
}
