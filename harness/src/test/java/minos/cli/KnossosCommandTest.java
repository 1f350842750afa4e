package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import minos.check.knossos.StandIn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos check with Knossos")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KnossosCommandTest {
  private static final String WRITES_3 =
      "0 :invoke :write 3\n0 :ok :write 3\n1 :invoke :read nil\n";

  /** Says that everything is linearizable. */
  private static final String CARELESS = StandIn.with("exits");

  @TempDir private Path folder = Path.of(".");

  @Test
  void says_what_Knossos_says() throws IOException {
    Shell.Result result =
        check(
            "knossos",
            StandIn.classPath(),
            file("good", "1 :ok :read 3"),
            file("bad", "1 :ok :read 4"));

    assertEquals(1, result.code(), result.err());
    assertTrue(
        result
            .out()
            .lines()
            .toList()
            .get(0)
            .contains(
                "good.log: LINEARIZABLE · register (by its" + " operations) · Knossos · 2 ops"),
        result.out());
    assertTrue(
        result.out().lines().toList().get(1).contains("bad.log: NOT LINEARIZABLE"), result.out());
  }

  @Test
  void agrees_with_it() throws IOException {
    Shell.Result result = check("both", StandIn.classPath(), file("bad", "1 :ok :read 4"));

    assertEquals(1, result.code(), result.err());
    assertTrue(result.out().contains(" · Knossos agrees · "), result.out());
    assertTrue(result.out().contains("ok 4   <- fits no order"), result.out());
  }

  @Test
  void fails_where_the_two_disagree_and_tells_both_opinions() throws IOException {
    Shell.Result result = check("both", CARELESS, file("bad", "1 :ok :read 4"));

    assertEquals(255, result.code());
    assertEquals("", result.out());
    assertTrue(
        result
            .err()
            .contains(
                "bad.log: the judges disagree, so one of them is wrong: Minos says NOT"
                    + " LINEARIZABLE ("),
        result.err());
    assertTrue(result.err().contains("), Knossos says LINEARIZABLE"), result.err());
  }

  @Test
  void is_unknown_where_one_of_them_does_not_know() throws IOException {
    Shell.Result result =
        check("both", CARELESS, file("odd", "1 :ok :read 3\n2 :invoke :write 8\n"));

    assertEquals(2, result.code(), result.err());
    assertTrue(result.out().contains(" · Minos linearizable, Knossos unknown · "), result.out());
    assertTrue(result.out().contains("Knossos gave up: it broke"), result.out());
  }

  @Test
  void says_in_one_line_what_to_do_where_there_is_no_Knossos() throws IOException {
    Shell.Result wrong = check("knossos", "nowhere.jar", file("good", "1 :ok :read 3"));
    BadArguments none =
        assertThrows(BadArguments.class, () -> new KnossosOptions().classPath(Map.of(), ""));

    assertEquals(254, wrong.code());
    assertEquals(1, wrong.err().lines().count(), wrong.err());
    assertTrue(wrong.err().contains("class path nowhere.jar"), wrong.err());
    assertTrue(wrong.err().contains("--knossos-cp or MINOS_KNOSSOS_CP, or build"), wrong.err());
    assertTrue(String.valueOf(none.getMessage()).startsWith("there is no Knossos here; give one"));
  }

  @Test
  void finds_Knossos_where_the_user_said_or_else_the_build() throws BadArguments {
    KnossosOptions options = new KnossosOptions();

    assertEquals("a.jar", options.classPath(Map.of("MINOS_KNOSSOS_CP", "a.jar"), "b.jar"));
    assertEquals("b.jar", options.classPath(Map.of(), "b.jar"));
  }

  private static Shell.Result check(String checker, String classPath, String... files) {
    return Shell.withoutDocker()
        .run(
            Stream.concat(
                    Stream.of("check", "--checker", checker, "--knossos-cp", classPath),
                    Stream.of(files))
                .toArray(String[]::new));
  }

  private String file(String name, String end) throws IOException {
    return Files.writeString(folder.resolve(name + ".log"), WRITES_3 + end).toString();
  }
}
