package minos.target.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import minos.check.Validity;
import minos.cluster.ClusterFailed;
import minos.run.Honesty;
import minos.run.RunResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A program for Maelstrom")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaelstromTest {
  private static final Path PROGRAMS = Path.of("src", "test", "programs", "maelstrom");
  private static final String INIT_OK =
      "{\"src\":\"n1\",\"dest\":\"c0\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":1}}";

  @TempDir private Path folder = Path.of(".");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void that_echoes_is_found_right(long seed) throws Exception {
    ProgramRun run =
        ProgramRun.of("echo", python("echo.py"), 3, "partition-halves,pause-one", seed);

    assertEquals(Validity.VALID, run.verdict().validity(), run.verdict()::toString);
    assertEquals(List.of(), run.result().deaths());
    assertTrue(run.result().faults().stream().allMatch(fault -> fault.proven()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void that_broadcasts_is_found_right_though_the_network_loses_and_cuts(long seed)
      throws Exception {
    ProgramRun run =
        ProgramRun.of(
            "broadcast", node("broadcast.js"), 5, "partition-halves,packets-loss-all", seed);

    assertEquals(Validity.VALID, run.verdict().validity(), run.verdict()::toString);
    assertEquals(List.of(), run.result().deaths());
  }

  @Test
  void whose_ids_are_its_own_counts_is_found_wrong() throws Exception {
    List<String> words = List.of(onPath("sh"), PROGRAMS.resolve("unique-ids.sh").toString());

    assertEquals(
        Validity.INVALID, ProgramRun.of("unique-ids", words, 3, "none", 1).verdict().validity());
  }

  @ParameterizedTest(name = "{0} nodes: {1}")
  @CsvSource({"1, VALID", "3, INVALID"})
  void that_keeps_its_values_to_itself_is_right_only_alone(int nodes, Validity expected)
      throws Exception {
    ProgramRun run = ProgramRun.of("lin-kv", compiled("LinKv"), nodes, "none", 1);

    assertEquals(expected, run.verdict().validity(), run.verdict()::toString);
  }

  @ParameterizedTest(name = "{0} of {1} nodes: {2}")
  @CsvSource({
    "broadcast, 1, VALID",
    "broadcast, 3, INVALID",
    "g-set, 1, VALID",
    "g-set, 3, INVALID",
    "g-counter, 1, VALID",
    "g-counter, 3, INVALID",
    "pn-counter, 1, VALID",
    "pn-counter, 3, INVALID",
    "txn-list-append, 1, VALID",
    "txn-list-append, 3, INVALID",
  })
  void that_tells_others_nothing_is_right_only_alone(String workload, int nodes, Validity expected)
      throws Exception {
    ProgramRun run = ProgramRun.of(workload, python("alone.py", workload), nodes, "none", 1);

    assertEquals(expected, run.verdict().validity(), run.verdict()::toString);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"lin-kv, VALID", "lww-kv, INVALID"})
  void that_builds_on_a_service_is_as_right_as_that_is(String service, Validity expected)
      throws Exception {
    ProgramRun run = ProgramRun.of("lin-kv", python("proxy.py", service), 3, "partition-halves", 1);

    assertEquals(expected, run.verdict().validity(), run.verdict()::toString);
  }

  @Test
  void that_forgets_by_a_kill_what_it_had_said_is_found_wrong() throws Exception {
    ProgramRun run = ProgramRun.of("g-set", python("alone.py", "g-set"), 1, "kill-one", 1);

    assertEquals(Validity.INVALID, run.verdict().validity(), run.verdict()::toString);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "echo Segmentation fault       | n1 said what is no JSON object: Segmentation fault",
        "head -c 2000000 /dev/zero     | n1 wrote a line of more than 1,048,576 bytes",
        "echo '{\"src\":\"n1\",\"dest\":\"n7\",\"body\":{}}' | n1 sent a message to n7, whom there",
        "echo '{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{}}' | n1 wrote to a client without",
        "exit 3                        | n1 ended with exit code 3",
      })
  void that_talks_nonsense_is_no_pass_and_is_told_so(String deed, String says) throws Exception {
    RunResult result = ProgramRun.ofSilent("echo", script(deed)).result();

    assertTrue(result.deaths().stream().anyMatch(it -> it.startsWith(says)), result::toString);
    assertEquals(Validity.UNKNOWN, Honesty.of(result).validity());
  }

  @Test
  void that_does_not_start_says_why() {
    List<String> words = List.of(onPath("sh"), "-c", "echo no disk >&2; exit 7");

    ClusterFailed failed =
        assertThrows(ClusterFailed.class, () -> ProgramRun.of("echo", words, 1, "none", 1));

    assertTrue(
        String.valueOf(failed.getMessage()).contains("ended with exit code 7; its last words: no"),
        failed::toString);
  }

  @Test
  void leaves_no_process_behind() throws Exception {
    Set<Long> before = children();
    ProgramRun.of("echo", python("echo.py"), 3, "pause-one,kill-one", 1);

    assertEquals(before, children());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /** Says that it is there, does that once, and from then on nothing. */
  private static List<String> script(String deed) {
    return List.of(
        onPath("sh"), "-c", "read -r init; echo '" + INIT_OK + "'; read -r op; " + deed + "; cat");
  }

  private static List<String> python(String program, String... more) {
    return words(onPath("python3"), program, more);
  }

  private static List<String> node(String program) {
    return words(onPath("node"), program);
  }

  private static List<String> words(String interpreter, String program, String... more) {
    List<String> words =
        new ArrayList<>(List.of(interpreter, PROGRAMS.resolve(program).toString()));
    words.addAll(List.of(more));
    return words;
  }

  /** Compiled beforehand: several that compile themselves at once may not be ready in time. */
  private List<String> compiled(String program) {
    String source = PROGRAMS.resolve(program + ".java").toString();
    var compiler = ToolProvider.getSystemJavaCompiler();
    assumeTrue(compiler != null, "no Java compiler: this is no JDK");
    assertEquals(0, compiler.run(null, null, null, "-d", folder.toString(), source));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-XX:TieredStopAtLevel=1", "-cp", folder.toString(), program);
  }

  private static String onPath(String interpreter) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, interpreter)));
    assumeTrue(there, "there is no " + interpreter + " on the PATH");
    return interpreter;
  }
}
