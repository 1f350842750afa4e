package minos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
    Set<Integer> expected =
        fails ? Set.of(1) : command.endsWith(" doctor") ? Set.of(0, 2) : Set.of(0);
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

  /** As the launcher and the jar would, but of the classes that are being tested. */
  private List<String> words(String command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dminos.results=" + folder.resolve("results"),
                "-Dminos.suites=" + Path.of("suites").toAbsolutePath(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))));
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
