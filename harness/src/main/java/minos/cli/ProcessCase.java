package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import minos.store.StoreFailed;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.gate.SuiteJson;
import minos.time.RealTime;
import minos.time.WallClock;

/**
 * A run in real time, in a process of its own: it has an engine to itself by its environment, and
 * whatever becomes of it does not end the suite.
 */
final class ProcessCase implements CaseRun {
  private final Case one;
  private final Path results;
  private final Optional<String> engine;
  private final Path log;
  private final RealTime clock = new RealTime();
  private final AtomicReference<Optional<Process>> running =
      new AtomicReference<>(Optional.empty());
  private volatile boolean stopped;

  /**
   * @param engine the one to run on; the usual one if empty
   * @param log what it prints goes there, and goes away if it is valid
   */
  ProcessCase(Case one, Path results, Optional<String> engine, Path log) {
    this.one = one;
    this.results = results;
    this.engine = engine;
    this.log = log;
  }

  @Override
  public Attempt execute() throws StoreFailed {
    long begun = clock.nanos();
    Path answer = log.resolveSibling(log.getFileName() + ".json");
    try {
      if (stopped) {
        return failed("It was stopped before it began.", begun);
      }
      Process process = started(answer);
      running.set(Optional.of(process));
      if (stopped) {
        process.destroy();
      }
      int exit = process.waitFor();
      return attempt(answer, exit, begun);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("It was interrupted.", begun);
    } catch (IOException e) {
      throw StoreFailed.writing(log, e);
    }
  }

  @Override
  public void stop() {
    stopped = true;
    running.get().ifPresent(Process::destroy);
  }

  /** The second signal has the run remove its containers; only what still lives then is killed. */
  @Override
  public void abandon() {
    stop();
    stop();
  }

  private Process started(Path answer) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run"));
    words.addAll(one.arguments());
    words.addAll(List.of("--results", results.toString(), "--json", answer.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    // What it says to CI systems is the suite's to say.
    builder.environment().remove("GITHUB_ACTIONS");
    engine.ifPresent(endpoint -> builder.environment().put("DOCKER_HOST", endpoint));
    return builder.start();
  }

  private Attempt attempt(Path answer, int exit, long begun) throws IOException {
    if (!Files.exists(answer)) {
      return failed(lastWords(exit), begun);
    }
    Attempt attempt =
        SuiteJson.read(Files.readString(answer)).cases().getFirst().attempts().getFirst();
    Files.delete(answer);
    if (attempt.ending() == Attempt.Ending.VALID) {
      Files.delete(log);
    }
    return attempt;
  }

  private String lastWords(int exit) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      String last = lines.filter(line -> line.startsWith("minos: ")).reduce("", (a, b) -> b);
      return "No verdict, exit code %d: %s"
          .formatted(exit, last.isEmpty() ? "see " + log : last.substring("minos: ".length()));
    }
  }

  private Attempt failed(String why, long begun) {
    return Attempt.failed(WallClock.system().now(), why, Duration.ofNanos(clock.nanos() - begun));
  }
}
