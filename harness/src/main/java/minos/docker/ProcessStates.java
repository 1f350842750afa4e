package minos.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine says of a process and all that it has started. */
final class ProcessStates {
  private ProcessStates() {}

  /** As proc(5) gives them: R running, S sleeping, T stopped; none that is gone or a zombie. */
  static List<Character> of(long pid) {
    Stream<Long> descendants =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), descendants)
        .map(ProcessStates::letter)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Character> letter(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("State:"))
          .map(line -> line.substring("State:".length()).strip().charAt(0))
          .filter(letter -> letter != 'Z' && letter != 'X')
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
