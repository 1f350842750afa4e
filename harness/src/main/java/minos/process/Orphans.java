package minos.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs whose Minos was killed: known by a variable of their environment that names it. Linux
 * shows that; elsewhere none are found.
 */
public final class Orphans {
  private static final String OWNER = "MINOS_OWNER";

  private Orphans() {}

  static Map<String, String> labels() {
    return Map.of(OWNER, String.valueOf(ProcessHandle.current().pid()));
  }

  /** Ends them; a line for each. */
  public static List<String> remove() {
    List<String> removed = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        Optional<Long> owner = owner(process);
        if (owner.isPresent() && ProcessHandle.of(owner.get()).isEmpty()) {
          ProcessHandle.of(pid)
              .filter(ProcessHandle::destroyForcibly)
              .ifPresent(handle -> removed.add("program " + pid + " of Minos " + owner.get()));
        }
      }
    } catch (IOException e) {
      return removed; // No such folder here.
    }
    return removed;
  }

  private static Optional<Long> owner(Path process) {
    try {
      String all = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      for (String variable : all.split("\0", -1)) {
        if (variable.startsWith(OWNER + "=")) {
          return Optional.of(Long.parseLong(variable.substring(OWNER.length() + 1)));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // Another user's, or gone meanwhile.
    }
    return Optional.empty();
  }
}
