package minos.course;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.cli.BadArguments;
import minos.cli.Closest;

/** The 17 tests that Minos brings, and configurations of the user's own. */
final class Tests {
  static final List<String> NAMES =
      List.of(
          "simple-1",
          "simple-2",
          "unreliable-1",
          "unreliable-2",
          "unreliable-3",
          "crash-1",
          "crash-2",
          "crash-3",
          "crash-4",
          "partition-1",
          "partition-2",
          "partition-3",
          "partition-4",
          "advanced-1",
          "advanced-2",
          "advanced-3",
          "advanced-4");
  private static final String SUFFIX = ".json";

  private Tests() {}

  /**
   * @param asked names of tests, or files; all tests if empty
   * @throws BadArguments with every mistake in every file, a line each
   */
  static List<Configuration> of(List<String> asked) throws BadArguments {
    List<Configuration> all = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (String one : asked.isEmpty() ? NAMES : asked) {
      try {
        ConfigurationFile.Read read = ConfigurationFile.read(one, text(one));
        read.configuration().ifPresent(all::add);
        mistakes.addAll(read.mistakes());
      } catch (BadArguments e) {
        mistakes.add(String.valueOf(e.getMessage()));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadArguments(mistakes.stream().collect(Collectors.joining("\n")));
    }
    return all;
  }

  private static String text(String asked) throws BadArguments {
    Optional<String> own = shipped(asked);
    if (own.isPresent()) {
      return own.get();
    }
    Path file = Path.of(asked);
    if (!asked.endsWith(SUFFIX) && !Files.exists(file)) {
      throw new BadArguments(Closest.unknown("test of the course", asked, NAMES));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadArguments(asked + " cannot be read: " + e);
    }
  }

  /** What a test that Minos brings consists of. */
  static Optional<String> shipped(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Tests.class.getResourceAsStream(name + SUFFIX)) {
      if (in == null) {
        throw new IllegalStateException("the test " + name + " is not in this build");
      }
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
