package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import minos.cluster.ClusterFailed;
import minos.time.RealTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@NeedsEngine
@DisplayName("What a run leaves in the engine")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftoversTest {
  private Engine engine;

  @BeforeEach
  void connect() throws ClusterFailed {
    engine = Engine.connect();
  }

  @AfterEach
  void disconnect() {
    engine.close();
  }

  @Test
  void is_removed_by_the_next_run_when_the_run_was_killed() throws Exception {
    Process run = sacrifice("killed-test");
    run.destroyForcibly().waitFor();
    List<String> left = LabelledThings.of(engine, "killed-test");

    List<Leftovers.Leftover> leftovers =
        Leftovers.remove(engine).stream()
            .filter(leftover -> leftover.run().equals("killed-test"))
            .toList();
    List<String> removed = leftovers.stream().map(Leftovers.Leftover::toString).toList();

    assertEquals(3, left.size(), left.toString());
    assertEquals(
        List.of(
            "container minos-killed-test-n1",
            "volume minos-killed-test-n1",
            "network minos-killed-test"),
        removed);
    assertEquals(
        List.of("killed-test: 1 container, 1 volume, 1 network"), Leftovers.byRun(leftovers));
    assertEquals(List.of(), LabelledThings.of(engine, "killed-test"));
  }

  @Test
  void is_nothing_when_the_run_was_asked_to_end() throws Exception {
    Process run = sacrifice("asked-test");
    int before = LabelledThings.of(engine, "asked-test").size();

    run.destroy();
    run.waitFor();

    assertEquals(3, before);
    assertEquals(List.of(), LabelledThings.of(engine, "asked-test"));
  }

  @Test
  void is_left_alone_while_the_run_lives() throws Exception {
    Process run = sacrifice("living-test");

    Leftovers.remove(engine);

    assertEquals(3, LabelledThings.of(engine, "living-test").size());
    run.destroy();
    run.waitFor();
  }

  @Test
  void stays_when_the_user_keeps_it_and_can_be_removed_as_told() throws Exception {
    Containers kept =
        Containers.start(engine, Responders.spec("keep-test", true, "n1"), new RealTime());

    kept.close();

    int left = LabelledThings.of(engine, "keep-test").size();
    List<String> words = kept.howToReach();
    String removal = words.getLast().replaceFirst("^remove  ", "");
    assertEquals(3, left);
    assertTrue(Leftovers.kept(engine).contains(removal), removal);
    assertFalse(
        Leftovers.find(engine).stream().anyMatch(leftover -> leftover.run().equals("keep-test")));
    assertEquals(0, new ProcessBuilder("bash", "-c", removal).start().waitFor(), removal);
    assertEquals(List.of(), LabelledThings.of(engine, "keep-test"));
  }

  /** Another JVM, with a cluster that runs. */
  private static Process sacrifice(String run) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sacrifice.class.getName(),
                run)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.equals("up")) {
      line = out.readLine();
    }
    assertEquals("up", line, "the run did not come up");
    return process;
  }
}
