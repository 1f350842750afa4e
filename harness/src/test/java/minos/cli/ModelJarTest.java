package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos check, with a model out of a jar")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModelJarTest {
  /** The example of CONTRIBUTING.md. */
  private static final String MAXIMUM =
      """
      import java.util.Optional;
      import minos.model.Call;
      import minos.model.Model;

      public final class Maximum implements Model<Long> {
        public String name() { return "maximum"; }

        public Long initial() { return 0L; }

        public Optional<Long> step(Long max, Call call) {
          return switch (call.f()) {
            case "raise" -> Optional.of(Math.max(max, (Long) call.argument()));
            case "read" -> !call.known() || max.equals(call.result())
                ? Optional.of(max) : Optional.empty();
            default -> throw new IllegalArgumentException("maximum has raise and read");
          };
        }

        public String describe(Long max) { return max.toString(); }
      }
      """;

  private static final String HISTORY =
      """
      {:process 0, :type :invoke, :f :raise, :value 5}
      {:process 0, :type :ok, :f :raise, :value 5}
      {:process 0, :type :invoke, :f :raise, :value 3}
      {:process 0, :type :ok, :f :raise, :value 3}
      {:process 0, :type :invoke, :f :read, :value nil}
      {:process 0, :type :ok, :f :read, :value %d}
      """;

  @TempDir private Path folder = Path.of(".");

  @Test
  void judges_by_it() throws IOException {
    String jar = jar("Maximum");

    Shell.Result good = check(HISTORY.formatted(5), "--model-jar", jar, "--model", "maximum");
    Shell.Result bad = check(HISTORY.formatted(3), "--model-jar", jar, "--model", "maximum");

    assertEquals(0, good.code(), good.out() + good.err());
    assertTrue(good.out().contains(": LINEARIZABLE · maximum · 3 ops"), good.out());
    assertEquals(1, bad.code(), bad.out() + bad.err());
    assertTrue(bad.out().contains("the state could be 5"), bad.out());
  }

  @Test
  void says_what_is_wrong_with_the_jar() throws IOException {
    String text = folder.resolve("text.jar").toString();
    Files.writeString(Path.of(text), "no jar");

    assertRefused("nowhere.jar: no such file", "nowhere.jar", "maximum");
    assertRefused("text.jar: no jar", text, "maximum");
    assertRefused("has no META-INF/services/minos.model.Model", jar(null), "maximum");
    assertRefused("a model in it cannot be made", jar("Minimum"), "maximum");
    assertRefused("unknown model 'maximun'; did you mean 'maximum'?", jar("Maximum"), "maximun");

    Shell.Result unnamed = check(HISTORY.formatted(5), "--model-jar", jar("Maximum"));
    assertEquals(254, unnamed.code());
    assertTrue(unnamed.err().contains("--model-jar needs --model NAME"), unnamed.err());
  }

  private void assertRefused(String why, String jar, String model) throws IOException {
    Shell.Result result = check(HISTORY.formatted(5), "--model-jar", jar, "--model", model);

    assertEquals(254, result.code(), result.out());
    assertTrue(result.err().contains(why), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  /** Compiles the example and packs it. */
  private String jar(@org.jspecify.annotations.Nullable String service) throws IOException {
    Path source = folder.resolve("Maximum.java");
    Files.writeString(source, MAXIMUM);
    int code =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                source.toString());
    assertEquals(0, code);
    Path jar = folder.resolve(service + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("Maximum.class"));
      out.write(Files.readAllBytes(folder.resolve("Maximum.class")));
      if (service != null) {
        out.putNextEntry(new JarEntry("META-INF/services/minos.model.Model"));
        out.write(service.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar.toString();
  }

  private Shell.Result check(String history, String... options) throws IOException {
    Path file = folder.resolve("history.edn");
    Files.writeString(file, history);
    String[] words = new String[options.length + 2];
    words[0] = "check";
    words[1] = file.toString();
    System.arraycopy(options, 0, words, 2, options.length);
    return Shell.withoutDocker().run(words);
  }
}
