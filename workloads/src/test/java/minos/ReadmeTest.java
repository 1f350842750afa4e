package minos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import minos.time.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {
  /** What CI itself runs, since it changes the machine or is the tests. */
  private static final Set<String> BY_CI = Set.of("mvn verify", "./minos doctor --fix");

  /** What need not be 0, and is not shown on the page. */
  private static final Map<String, Set<Integer>> MAY_FAIL =
      Map.of(
          "./minos doctor", Set.of(0, 2),
          "./minos shrink latest", Set.of(1),
          "./minos check results/golden/history.jsonl", Set.of(1),
          "./minos check --explain results/golden/history.jsonl", Set.of(1),
          "./minos run --in sim --flaw CL01 --seed 2 --time 20s", Set.of(0, 1));

  private static final String LAUNCHER = "./minos ";
  private static final String NODE = "java -jar node-image/target/minos-node.jar ";
  private static final String LEFT_OUT = "...";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long COMMAND_SECONDS_MAX = 240;

  @TempDir private Path folder = Path.of(".");
  private final List<Process> started = new ArrayList<>();

  /** What a command did. */
  private record Result(int exit, List<String> lines) {}

  @AfterEach
  void ends_what_goes_on_in_the_background() {
    started.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void names_the_two_commands_and_what_CI_runs() throws IOException {
    List<String> commands = Readme.read().examples().stream().map(Readme.Example::command).toList();

    assertEquals(List.of("./minos run", "mvn verify"), commands.subList(0, 2));
    assertTrue(commands.containsAll(BY_CI), commands::toString);
  }

  @Test
  void tells_commands_that_work_and_shows_what_they_print() throws Exception {
    int tried = 0;
    int compared = 0;
    for (Readme.Example example : Readme.read().examples()) {
      if (!BY_CI.contains(example.command()) && !example.needsEngine()) {
        compared += attempt(example);
        tried++;
      }
    }

    int commands = tried;
    int lines = compared;
    assertAll(
        () -> assertTrue(commands >= 10, commands + " commands"),
        () -> assertTrue(lines >= 8, lines + " lines shown"));
  }

  @Test
  void leads_to_a_tutorial_whose_commands_work_and_print_what_it_shows() throws Exception {
    int compared = 0;
    for (Readme.Example example : Readme.tutorial().examples()) {
      if (!example.needsEngine()) {
        compared += attempt(example);
      }
    }

    assertTrue(compared >= 6, compared + " lines shown");
  }

  @Test
  void leads_to_a_tutorial_whose_workload_compiles_and_runs() throws Exception {
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Path source = Files.writeString(folder.resolve("HotKey.java"), Readme.tutorialJava());
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath(), "-d", mine.toString(), source.toString());
    Path services = Files.createDirectories(mine.resolve("META-INF/services"));
    Files.writeString(services.resolve("minos.run.Workload"), "HotKey\n");

    Result result = run("./minos run --in sim --workload hot-key --time 10s --seed 1");

    assertEquals(0, compiled);
    assertEquals(0, result.exit(), () -> String.join("\n", result.lines()));
  }

  /** How many lines of output were compared. */
  private int attempt(Readme.Example example) throws Exception {
    String command = example.command();
    if (command.startsWith("curl ")) {
      answers(command.substring(command.lastIndexOf(' ') + 1));
      return 0;
    }
    if (command.endsWith(" &")) {
      started.add(start(command.substring(0, command.length() - 2), folder.resolve("background")));
      return 0;
    }
    Result result = run(quick(command));
    boolean fails = example.shown().stream().anyMatch(line -> line.contains("fits no order"));
    Set<Integer> expected = fails ? Set.of(1) : MAY_FAIL.getOrDefault(command, Set.of(0));
    assertTrue(
        expected.contains(result.exit()),
        command + " exits with " + result.exit() + ":\n" + String.join("\n", result.lines()));
    return compare(example, result);
  }

  private static int compare(Readme.Example example, Result result) {
    List<String> rest = result.lines();
    int compared = 0;
    for (String line : example.shown()) {
      if (line.equals(LEFT_OUT)) {
        continue;
      }
      int at = rest.indexOf(line);
      assertTrue(
          at >= 0,
          "'"
              + line
              + "' is not, or not in this order, what "
              + example.command()
              + " prints:\n"
              + String.join("\n", result.lines()));
      rest = rest.subList(at + 1, rest.size());
      compared++;
    }
    return compared;
  }

  /** The same in seconds: simulated, fewer, from a known seed. */
  private static String quick(String command) {
    return switch (command) {
      case "./minos run" -> command + " --in sim --seed 1";
      case "./minos bench sim" -> command + " --runs 2 --time 5s";
      case "./minos bench check" -> command + " --ops 1000";
      case "./minos bench harness" -> command + " --ops 1000";
      case "./minos bench raft" -> command + " --seconds 1 --outstanding 8 --failover 1";
      default ->
          command
              .replace("suite smoke", "suite smoke --shard 3/20")
              .replace(
                  "results/golden",
                  Path.of("..", "results", "golden").toAbsolutePath().normalize().toString());
    };
  }

  private Result run(String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = start(command, output);
    boolean ended = process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, () -> command + " does not end");
    return new Result(process.exitValue(), Files.readAllLines(output));
  }

  private Process start(String command, Path output) throws IOException {
    return new ProcessBuilder(words(command))
        .directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())) // nobody types
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** As the launcher and the jar would, but of the classes that are being tested. */
  private List<String> words(String command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dminos.results=" + folder.resolve("results"),
                "-Dminos.suites=" + Path.of("suites").toAbsolutePath(),
                "-cp",
                classPath() + File.pathSeparator + folder.resolve("mine")));
    String arguments;
    if (command.startsWith(LAUNCHER)) {
      words.add("minos.cli.Main");
      arguments = command.substring(LAUNCHER.length());
    } else {
      assertTrue(command.startsWith(NODE), "a command that this test does not know: " + command);
      words.add("minos.node.Main");
      arguments = command.substring(NODE.length());
    }
    words.addAll(List.of(arguments.split(" +")));
    return words;
  }

  private static void answers(String address) {
    boolean answered = Await.until(PATIENCE, () -> isOk(URI.create(address)));
    assertTrue(answered, () -> "nobody answers at " + address);
  }

  private static boolean isOk(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      assertNotNull(connection);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
