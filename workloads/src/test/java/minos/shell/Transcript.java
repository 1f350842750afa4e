package minos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.cli.Console;
import picocli.CommandLine;

/**
 * What is typed and what comes back, line for line. In what is expected, {@code {node}} stands for
 * a node's name, {@code {n}} for a number, {@code {text}} for anything, and {@code (t)} for a time.
 */
record Transcript(int exit, List<String> lines) {
  /** Runs the lines after the prompts of a transcript, and compares all of it. */
  static Transcript replay(String transcript, String... arguments) {
    String commands =
        transcript
            .lines()
            .filter(line -> line.startsWith(Prompt.TEXT))
            .map(line -> line.substring(Prompt.TEXT.length()) + "\n")
            .collect(Collectors.joining());
    Transcript actual = run(commands, arguments);
    assertMatches(transcript.lines().toList(), actual.lines());
    return actual;
  }

  static Transcript run(String commands, String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    CommandLine shell =
        new CommandLine(
            new ShellCommand(
                new Console(writer, writer, false, false, 100),
                new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8))));
    shell.setExecutionExceptionHandler((failure, command, parsed) -> {
      writer.println(failure.getMessage());
      return 255;
    });
    int exit = shell.execute(arguments);
    return new Transcript(exit, out.toString().lines().toList());
  }

  private static void assertMatches(List<String> expected, List<String> actual) {
    String all = String.join("\n", actual);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(i < actual.size(), "it ends too early:\n" + all);
      String line = actual.get(i);
      if (!Pattern.matches(regex(expected.get(i)), line)) {
        assertEquals(expected.get(i), line, all);
      }
    }
    assertEquals(expected.size(), actual.size(), "it goes on:\n" + all);
  }

  private static String regex(String expected) {
    return Pattern.quote(expected)
        .replace("{node}", "\\E\\w+\\Q")
        .replace("{n}", "\\E\\d+\\Q")
        .replace("{text}", "\\E.*\\Q")
        .replace("(t)", "\\E\\([0-9.]+ (ns|µs|ms|s)\\)\\Q");
  }
}
