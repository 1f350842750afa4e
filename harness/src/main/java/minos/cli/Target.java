package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.history.Format;
import minos.store.RunFolder;
import minos.store.StoreFailed;

/** What {@code minos check} is to judge. */
sealed interface Target {
  /** As standard input is written, and named in messages. */
  String INPUT = "-";

  /** As messages name it. */
  String name();

  /** A file with a history. */
  record Recorded(Path file) implements Target {
    @Override
    public String name() {
      return file.toString();
    }
  }

  /** A history on standard input. */
  record Input() implements Target {
    @Override
    public String name() {
      return INPUT;
    }
  }

  /** A run's folder, or {@code latest}. */
  record Run(String name) implements Target {}

  /**
   * What an argument stands for: a folder that is no run's, for all runs and histories below it.
   *
   * @param leftOut is told what lies in folders and is no history, by its name
   */
  static List<Target> of(String argument, List<String> leftOut) throws StoreFailed {
    Path path = Path.of(argument);
    if (argument.equals(INPUT)) {
      return List.of(new Input());
    }
    if (argument.equals(RunFolder.LATEST) && !Files.exists(path)) {
      return List.of(new Run(argument));
    }
    if (!Files.isDirectory(path)) {
      return List.of(new Recorded(path));
    }
    List<Target> found = new ArrayList<>();
    addAll(path, found, leftOut);
    return found;
  }

  private static void addAll(Path folder, List<Target> found, List<String> leftOut)
      throws StoreFailed {
    if (isRun(folder)) {
      found.add(new Run(folder.toString()));
      return;
    }
    List<String> others = new ArrayList<>();
    for (Path path : contents(folder)) {
      // Not a link: results/latest is a run that is there already.
      if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
        addAll(path, found, leftOut);
      } else if (Files.isRegularFile(path)) {
        String name = path.getFileName().toString();
        if (Format.ofName(name).isPresent()) {
          found.add(new Recorded(path));
        } else {
          others.add(name);
        }
      }
    }
    if (!others.isEmpty()) {
      leftOut.add(folder + ": no history by name: " + String.join(", ", others));
    }
  }

  private static boolean isRun(Path folder) {
    return Files.exists(folder.resolve("run.json"))
        || Files.exists(new RunFolder(folder).history());
  }

  private static List<Path> contents(Path folder) throws StoreFailed {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw StoreFailed.reading(folder, e);
    }
  }
}
