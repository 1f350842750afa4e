package minos.check.knossos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM with Knossos in it, which answers a line with a line, or not in time. */
final class KnossosProcess implements AutoCloseable {
  private static final String ENDED = "";
  private static final String OUT_OF_MEMORY =
      "Knossos ran out of memory; give it more with --knossos-heap.";
  private static final long GOODBYE_SECONDS = 5;

  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** An answer that did not come. */
  static final class Silent extends Exception {
    Silent(String why) {
      super(why);
    }
  }

  /**
   * @param classPath where Knossos and Clojure are
   * @param heapBytes of the JVM
   */
  KnossosProcess(String classPath, long heapBytes) throws IOException {
    errors = Files.createTempFile("minos-knossos-", ".log");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (heapBytes >> 10) + "k",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                ownClasses() + File.pathSeparator + classPath,
                KnossosMain.class.getName())
            .redirectError(errors.toFile())
            .start();
    Thread.ofVirtual().start(this::listen);
  }

  private static String ownClasses() throws IOException {
    try {
      return Path.of(KnossosMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException("Minos' own classes cannot be found", e);
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(answers::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      // Killed, which is an end like any other.
    } finally {
      answers.add(ENDED);
    }
  }

  void send(String line) throws IOException {
    Writer out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    out.write(line + "\n");
    out.flush();
  }

  /**
   * @throws Silent if none comes in time, or ever; why
   */
  String answer(long millis) throws Silent {
    try {
      String answer = answers.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
      if (answer == null) {
        throw new Silent("Knossos did not answer within " + millis / 1000.0 + " s.");
      }
      if (answer.equals(ENDED)) {
        throw new Silent(whyEnded());
      }
      if (answer.contains("OutOfMemoryError")) {
        throw new Silent(OUT_OF_MEMORY);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Silent("Minos was interrupted while Knossos judged.");
    }
  }

  private String whyEnded() throws InterruptedException {
    boolean ended = process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
    String words = complaint().map(line -> ": " + line).orElse("");
    return words.contains("OutOfMemoryError")
        ? OUT_OF_MEMORY
        : "Knossos ended%s%s.".formatted(ended ? " with " + process.exitValue() : "", words);
  }

  private Optional<String> complaint() {
    try {
      List<String> lines = Files.readAllLines(errors);
      return lines.stream()
          .filter(line -> line.contains("Error") || line.contains("Exception"))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    errors.toFile().delete();
  }
}
