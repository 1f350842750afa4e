package minos.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;

/**
 * One life of a program of the user's, with all that it started itself: a wrapper script and what
 * it wraps are killed and paused together.
 */
final class Program {
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final Process process;

  private Program(Process process) {
    this.process = process;
  }

  /**
   * @param errors takes what it writes to its standard error, behind what is there
   * @param output the same of its standard output; empty if {@link #output} is read
   * @param labels variables of its environment by which a later Minos knows whose it was
   * @throws IOException if there is no such program, or it may not be run
   */
  static Program start(
      List<String> command, Path errors, Optional<Path> output, Map<String, String> labels)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(labels);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    // Free text that nobody reads must not stop it once the pipe is full.
    output.ifPresent(
        file -> builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile())));
    return new Program(builder.start());
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** Ends it without a word to it; returns once it is gone. */
  void kill() throws FaultNotInjected {
    tree().forEach(ProcessHandle::destroyForcibly);
    awaitEnd("SIGKILL");
  }

  /** Asks it to end; returns once it has. */
  void stop() throws FaultNotInjected {
    process.destroy();
    awaitEnd("SIGTERM");
  }

  private void awaitEnd(String signal) throws FaultNotInjected {
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FaultNotInjected(
            "process %d still lives %d s after %s"
                .formatted(process.pid(), END_LIMIT.toSeconds(), signal));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultNotInjected("interrupted", e);
    }
  }

  /** Sends a signal by its name to it and to all that it started. */
  void signal(String name) throws FaultNotInjected {
    List<String> words = new ArrayList<>(List.of("kill", "-" + name));
    tree().forEach(handle -> words.add(String.valueOf(handle.pid())));
    try {
      Process kill = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kill.waitFor() != 0) {
        throw new FaultNotInjected(String.join(" ", words) + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new FaultNotInjected("no kill(1): " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultNotInjected("interrupted", e);
    }
  }

  private List<ProcessHandle> tree() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  /** As its operating system has it, of the process that was started first. */
  Node.State state() {
    if (!process.isAlive()) {
      return Node.State.GONE;
    }
    return isStopped() ? Node.State.PAUSED : Node.State.RUNNING;
  }

  private boolean isStopped() {
    try {
      Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
      String line = Files.isReadable(stat) ? Files.readString(stat) : "";
      // The name of the program comes before, in brackets, and may hold anything.
      return line.startsWith(" T", line.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return false;
    }
  }

  /** How it ended, and with what last words. */
  String obituary(Path errors) {
    String end = process.isAlive() ? "still runs" : "ended with exit code " + process.exitValue();
    String words = lastWords(errors);
    return words.isEmpty() ? end + ", without a word" : end + "; its last words: " + words;
  }

  private static String lastWords(Path errors) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip().lines().toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
