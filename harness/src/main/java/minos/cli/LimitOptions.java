package minos.cli;

import java.time.Duration;
import minos.check.Limits;
import picocli.CommandLine.Option;

/** How much judging may take: the same for every command that judges. */
final class LimitOptions {
  @Option(
      names = "--check-budget",
      paramLabel = "60s",
      defaultValue = "60s",
      description = "How long the judging of each history may take (default: ${DEFAULT-VALUE}).")
  private Duration time = Limits.DEFAULT.time();

  @Option(
      names = "--check-memory",
      paramLabel = "256m",
      defaultValue = "256m",
      description = "How much the search of one object may hold (default: ${DEFAULT-VALUE}).")
  private MemorySize memory = new MemorySize(Limits.DEFAULT.memoryBytes());

  Limits limits() {
    return new Limits(time, memory.bytes());
  }
}
