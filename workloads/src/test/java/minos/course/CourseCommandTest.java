package minos.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minos.cli.BadArguments;
import minos.cli.Console;
import minos.cli.ExitCode;
import minos.target.Replicas;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("minos course")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseCommandTest {
  private static final String CONFIGURATION =
      """
      {"lifetime": 7, "replicas": 5, "requests": 120, "seed": 3, "mix": 0.5, "start_wait": 2,
       "end_wait": 1, "drops": 0.05,
       "events": [{"type": "part_easy", "time": 2.5}, {"type": "part_end", "time": 3.5},
                  {"type": "kill_non_leader", "time": 4}, {"type": "kill_leader", "time": 5}],
       "tests": {"benchmarks": {"total_msgs": [9000, 9001, 9002], "duplicates": [0, 1, 2]}}}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void finds_the_reference_right_and_scores_it() throws IOException {
    int code = run(Replicas.reference());
    for (int more = 0; more < 2 && code == ExitCode.UNKNOWN; more++) {
      out.getBuffer().setLength(0);
      code = run(Replicas.reference()); // a machine that is too busy for elections shows nothing
    }

    assertEquals(ExitCode.VALID, code, this::said);
    assertTrue(out.toString().contains("mine.json           3  LINEARIZABLE"), this::said);
    assertTrue(out.toString().contains("1 test: 1 passed, 0 not linearizable, 0 unknown"));
    String scores = Files.readString(folder.resolve("results/latest/course.json"));
    assertTrue(scores.contains("\"total_msgs\" : 0"), scores);
    assertTrue(
        Files.readString(folder.resolve("results/latest/faults.json"))
            .contains("kill-for-good-follower"));
  }

  @Test
  void says_of_a_program_that_tells_nobody_that_it_replicates_nothing() throws IOException {
    int code = run(Replicas.toy("first"));

    assertTrue(code != ExitCode.VALID, this::said);
    assertTrue(out.toString().contains("are too few to replicate"), this::said);
  }

  @Test
  void says_why_a_program_does_not_start_and_goes_on() throws IOException {
    int code = run(Replicas.toy("dying"));

    assertEquals(ExitCode.UNKNOWN, code, this::said);
    assertTrue(out.toString().contains("its last words: I never wanted"), this::said);
  }

  @Test
  void says_every_mistake_in_every_file() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"replicas\": 2}");

    int code = execute("--program", "x", bad.toString(), "crash-7", "advanced-1");

    assertEquals(ExitCode.BAD_ARGUMENTS, code);
    List<String> lines = err.toString().lines().toList();
    assertEquals(4, lines.size(), err::toString);
    assertEquals(bad + ": lifetime: is missing", lines.getFirst());
    assertTrue(lines.getLast().contains("did you mean 'crash-1'?"), lines::toString);
  }

  private int run(List<String> program) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), CONFIGURATION);
    return execute("--program", Replicas.quoted(program), file.toString());
  }

  private int execute(String... arguments) {
    Console console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 120);
    CommandLine line = new CommandLine(new CourseCommand(console));
    line.setExecutionExceptionHandler((cause, command, result) -> {
      err.write(String.valueOf(cause.getMessage()));
      return cause instanceof BadArguments ? ExitCode.BAD_ARGUMENTS : ExitCode.FAILED;
    });
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[0] = "--results";
    all[1] = folder.resolve("results").toString();
    return line.execute(all);
  }

  private String said() {
    return out + "\n" + err;
  }
}
