package minos.whole;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import minos.time.Await;

/**
 * Minos as a user runs it: another process, of the packaged application.
 *
 * @param results where its run folders go
 * @param transcript all that it says, on both of its outputs
 */
record Minos(Process process, Path results, Path transcript) implements AutoCloseable {
  private static final Path JAR = Path.of("target", "minos.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long RUN_SECONDS_MAX = 120;

  static Minos start(Path results, String... words) throws IOException {
    return start(results, Map.of(), words);
  }

  static Minos start(Path results, Map<String, String> environment, String... words)
      throws IOException {
    assertTrue(Files.exists(JAR), JAR.toAbsolutePath() + " is missing: mvn package makes it");
    List<String> command = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // What a background job starts ignores SIGINT, and so would be deaf to interrupt().
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dminos.results=" + results,
            "-jar",
            JAR.toString()));
    command.addAll(List.of(words));
    Path transcript = Files.createTempFile("minos-transcript-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(transcript.toFile());
    builder.environment().putAll(environment);
    return new Minos(builder.start(), results, transcript);
  }

  /** Waits for its end; its exit code. */
  int exit() throws InterruptedException {
    assertTrue(process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS), () -> "does not end: " + said());
    return process.exitValue();
  }

  /** As Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String said() {
    return read(transcript);
  }

  /** The lines that tell of something wrong. */
  String complaints() {
    return said().lines().filter(line -> line.startsWith("minos: ")).collect(joining("\n"));
  }

  void awaitSaid(String text) {
    await("said: " + text, () -> said().contains(text));
  }

  /** Waits until its history holds some text. */
  void awaitHistory(String text) {
    await(
        "history: " + text,
        () -> hasFolder() && Files.exists(history()) && read(history()).contains(text));
  }

  void await(String what, BooleanSupplier question) {
    boolean held = Await.until(PATIENCE, () -> question.getAsBoolean() || !process.isAlive());
    assertTrue(held && question.getAsBoolean(), () -> what + "; it said: " + said());
  }

  boolean hasFolder() {
    return Files.exists(results.resolve("latest").resolve("run.json"));
  }

  /** The folder of its run, with its real name. */
  Path folder() {
    try {
      return results.resolve("latest").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("no run folder; it said: " + said(), e);
    }
  }

  /** The name of its run, which is on all that it makes in an engine. */
  String run() {
    return results.toAbsolutePath().relativize(folder()).toString().replace('/', '-');
  }

  Path history() {
    return folder().resolve("history.jsonl");
  }

  JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder().resolve(file).toFile());
  }

  /** All files of its folder, relative to it. */
  List<String> files() throws IOException {
    Path folder = folder();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves no process behind where a test has failed. */
  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(transcript);
  }
}
