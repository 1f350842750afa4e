package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A command of another module")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SubcommandTest {
  @Test
  void stands_beside_those_of_the_harness() {
    assertEquals(
        new Shell.Result(ExitCode.UNKNOWN, "hello\n", ""),
        Shell.withoutDocker().run("echo", "hello"));
    assertTrue(Shell.withoutDocker().run("--help").out().contains("Says it again."));
  }

  @Test
  void stands_under_the_command_that_it_names() {
    assertEquals(
        new Shell.Result(ExitCode.UNKNOWN, "hello\n", ""),
        Shell.withoutDocker().run("bench", "echo", "hello"));
  }

  @Test
  void fails_in_the_words_of_the_house() {
    assertEquals(
        new Shell.Result(254, "", "minos: echo takes something, not nothing\n"),
        Shell.withoutDocker().run("echo", "nothing"));
    assertEquals(254, Shell.withoutDocker().run("echo").code());
  }
}
