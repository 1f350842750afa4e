package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The shipped suite")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShippedSuitesTest {
  @ParameterizedTest(name = "{0} has at least {1} cases")
  @CsvSource({"canary, 8", "regression, 30", "smoke, 50", "nightly, 5000"})
  void can_be_run(String suite, int cases) {
    assertTrue(commands(suite).size() >= cases, () -> commands(suite).size() + " cases");
  }

  @Test
  void smoke_and_nightly_begin_with_the_canaries() {
    List<String> canaries = commands("canary");

    assertEquals(canaries, commands("smoke").subList(0, canaries.size()));
    assertEquals(canaries, commands("nightly").subList(0, canaries.size()));
  }

  @Test
  void canary_plants_a_flaw_in_every_run() {
    assertTrue(commands("canary").stream().allMatch(command -> command.contains("--flaw ")));
  }

  private static List<String> commands(String suite) {
    StringWriter out = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, false, 100);
    String file = Path.of("suites", suite + ".yaml").toString();
    int code = Main.commandLine(console, Catalogue.installed()).execute("suite", file, "--list");
    assertEquals(0, code, out::toString);
    return out.toString().lines().toList();
  }
}
