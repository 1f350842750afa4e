package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import minos.fault.FaultKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Help")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HelpTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "check"})
  void tells_every_exit_code_and_gives_examples(String command) {
    Shell.Result result =
        command.isEmpty()
            ? Shell.withDocker().run("--help")
            : Shell.withDocker().run(command, "--help");

    assertEquals(0, result.code());
    for (String code : new String[] {"0 ", "1 ", "2 ", "254 ", "255 "}) {
      assertTrue(
          result.out().lines().anyMatch(line -> line.strip().startsWith(code)),
          code + "in " + result.out());
    }
    assertTrue(result.out().contains("Examples:"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void says_the_version_of_everything_a_bug_report_needs() {
    Shell.Result result = Shell.withDocker().run("--version");

    assertEquals(0, result.code());
    assertEquals(3, result.out().lines().count(), result.out());
  }

  @Test
  void has_words_for_every_fault_and_model() {
    FaultKind.all().forEach((name, words) -> assertFalse(words.isEmpty(), name));
    Catalogue.models().forEach((name, words) -> assertFalse(words.isEmpty(), name));
  }

  @Test
  void lists_what_a_run_can_be_made_of() {
    Shell.Result result = Shell.withDocker().run("list");

    assertEquals(0, result.code());
    for (String name :
        new String[] {"register", "raft-kv", "partition-halves", "RD01", "cas-register"}) {
      assertTrue(result.out().contains(name), name + " in " + result.out());
    }
  }
}
