package minos.docker;

import java.time.Instant;
import java.util.Optional;

/**
 * The process of Minos that a container belongs to. Its start time stands beside its id, because
 * ids are given again.
 *
 * @param startMillis since the epoch, as the operating system tells it; 0 if it does not
 */
record Owner(long pid, long startMillis) {

  static Owner self() {
    return of(ProcessHandle.current());
  }

  /** Reads what {@link #label()} wrote; empty for anything else. */
  static Optional<Owner> parse(String label) {
    String[] parts = label.split("@", -1);
    try {
      return parts.length == 2
          ? Optional.of(new Owner(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String label() {
    return pid + "@" + startMillis;
  }

  /** Whether that very process still runs on this machine. */
  boolean lives() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(Owner::of)
        .filter(this::equals)
        .isPresent();
  }

  private static Owner of(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new Owner(process.pid(), start);
  }
}
