package minos.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import minos.cluster.Owner;

/** Folders that live for one piece of work. */
final class Scratch {
  private static final String NUMBER = "+";
  private static final Pattern NAME = Pattern.compile("minos-[a-z]+-(\\d+@\\d+@.+)\\+\\d+");

  private Scratch() {}

  /** One of this process, by its name. */
  static Path folder(String prefix) throws ClusterFailed {
    try {
      return Files.createTempDirectory(prefix + Owner.self().label() + NUMBER);
    } catch (IOException e) {
      throw new ClusterFailed("no temporary folder: " + e.getMessage(), e);
    }
  }

  /** Those whose process has ended before it could remove them. */
  static List<Path> abandoned() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.filter(Scratch::isAbandoned).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isAbandoned(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches() && Owner.parse(name.group(1)).filter(Owner::isGone).isPresent();
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
