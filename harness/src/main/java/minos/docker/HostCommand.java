package minos.docker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine, run to its end. */
public record HostCommand(List<String> words, Map<String, String> environment, Duration limit) {

  /** What came of it; exit code 124 (as of timeout(1)) where the limit was over. */
  public record Result(int exit, String output) {
    public boolean succeeded() {
      return exit == 0;
    }
  }

  static final int EXIT_TIMED_OUT = 124;
  static final int EXIT_NOT_FOUND = 127;

  public static HostCommand of(Duration limit, String... words) {
    return new HostCommand(List.of(words), Map.of(), limit);
  }

  public HostCommand with(String variable, String value) {
    Map<String, String> more = new java.util.TreeMap<>(environment);
    more.put(variable, value);
    return new HostCommand(words, Map.copyOf(more), limit);
  }

  public HostCommand and(String... more) {
    return new HostCommand(
        Stream.concat(words.stream(), Arrays.stream(more)).toList(), environment, limit);
  }

  /** Where a program stands on the PATH or in the folders of the system administrator. */
  public static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs it and keeps in memory what it prints to either stream. */
  public Result run(String input) {
    try {
      Process process = builder().redirectErrorStream(true).start();
      CompletableFuture<String> output = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> output.complete(drain(process)));
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended without reading its input; its exit code says why.
      }
      int exit = await(process);
      return new Result(exit, output.join());
    } catch (IOException e) {
      return new Result(EXIT_NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  /** Runs it without input and adds what it prints to a file. */
  public Result runInto(Path log) {
    try {
      Files.writeString(
          log,
          "\n$ " + String.join(" ", words) + "\n",
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
      Process process =
          builder()
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new Result(await(process), "");
    } catch (IOException e) {
      return new Result(EXIT_NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  /** Not started yet, for those who need its streams. */
  public ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return builder;
  }

  private static String drain(Process process) {
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int await(Process process) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return EXIT_TIMED_OUT;
  }
}
