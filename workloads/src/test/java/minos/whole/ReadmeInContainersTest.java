package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import minos.Readme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
@DisplayName("The README's commands in containers")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeInContainersTest {

  @Test
  void work(@TempDir Path results) throws Exception {
    List<Readme.Example> examples =
        Readme.read().examples().stream().filter(Readme.Example::needsEngine).toList();

    for (Readme.Example example : examples) {
      String quick = example.command().replace("--time 60s", "--time 10s");
      String[] words = quick.substring("./minos ".length()).split(" +");
      try (Minos run = Minos.start(results, words)) {
        assertEquals(0, run.exit(), run.said());
      }
    }
    assertTrue(examples.size() >= 2, examples::toString);
  }
}
