package minos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The process of Minos that something belongs to which may outlive it. Its start stands beside its
 * id, because ids are given again; and its machine, because an engine may serve several.
 *
 * @param started when, in the units of the operating system: on Linux clock ticks since boot, which
 *     unlike a time of day never change when a clock is set
 */
public record Owner(long pid, long started, String machine) {
  private static final int START_FIELD = 22;

  /** This process. */
  public static Owner self() {
    long pid = ProcessHandle.current().pid();
    return new Owner(pid, started(pid).orElse(0L), machineName());
  }

  /** Reads what {@link #label()} wrote; empty for anything else. */
  public static Optional<Owner> parse(String label) {
    List<String> parts = List.of(label.split("@", 3));
    if (parts.size() != 3
        || !parts.get(0).matches("\\d{1,18}")
        || !parts.get(1).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Owner(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)), parts.get(2)));
  }

  /** In one word, for {@link #parse}. */
  public String label() {
    return pid + "@" + started + "@" + machine;
  }

  /** Whether it is certain that the process has ended; of another machine's nothing is. */
  public boolean isGone() {
    return machine.equals(machineName())
        && started(pid).filter(start -> start == started).isEmpty();
  }

  private static Optional<Long> started(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The second field, the command in parentheses, may itself hold spaces and parentheses.
      String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(Long.parseLong(afterCommand[START_FIELD - 3]));
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .flatMap(process -> process.info().startInstant())
          .map(start -> start.getEpochSecond());
    }
  }

  private static String machineName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return System.getenv().getOrDefault("HOSTNAME", "localhost");
    }
  }
}
