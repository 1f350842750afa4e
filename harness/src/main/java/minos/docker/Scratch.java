package minos.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;

/** Folders that live for one piece of work. */
final class Scratch {
  private Scratch() {}

  static Path folder(String prefix) throws ClusterFailed {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new ClusterFailed("no temporary folder: " + e.getMessage(), e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
