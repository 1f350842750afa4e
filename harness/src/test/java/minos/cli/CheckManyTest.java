package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos check of several")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckManyTest {
  private static final String GOOD = "0 :invoke :write 3\n0 :ok :write 3\n1 :invoke :read nil\n";
  private static final String READS_3 = GOOD + "1 :ok :read 3\n";
  private static final String READS_4 = GOOD + "1 :ok :read 4\n";
  private static final Path ETCD = Path.of("../../shared/data/porcupine/jepsen");

  @TempDir private Path folder = Path.of(".");

  @Test
  void says_a_line_for_each_and_sums_up_beside_them() throws IOException {
    Shell.Result result = check(file("a.log", READS_3), file("b.log", READS_4));

    assertEquals(1, result.code(), result.err());
    assertEquals(2, result.out().lines().count(), result.out());
    assertEquals(
        "minos: 2 histories: 1 linearizable, 1 not, 0 unknown, 0 not judged\n", result.err());
  }

  @Test
  void goes_on_after_one_that_is_malformed_or_missing() throws IOException {
    Shell.Result result =
        check(file("a.log", "hello\n"), folder.resolve("none").toString(), file("b.log", READS_4));

    assertEquals(254, result.code());
    assertTrue(result.out().contains("b.log: NOT LINEARIZABLE"), result.out());
    assertTrue(result.err().contains("a.log:1:1: no known format"), result.err());
    assertTrue(result.err().contains("none: no such file"), result.err());
    assertTrue(result.err().contains("1 not, 0 unknown, 2 not judged"), result.err());
  }

  @Test
  void tells_programs_what_it_could_not_read() throws IOException {
    Shell.Result result = check("--json", file("a.log", "hello\n"), file("b.log", READS_3));

    assertEquals(254, result.code());
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.get(0).contains("\"error\":\""), lines.get(0));
    assertFalse(lines.get(0).contains("\"verdict\""), lines.get(0));
    assertTrue(lines.get(1).contains("\"verdict\":\"valid\""), lines.get(1));
  }

  @Test
  void takes_a_folder_for_what_is_in_it() throws IOException {
    Files.createDirectory(folder.resolve("below"));
    Files.createDirectory(folder.resolve("run"));
    file("below/a.log", READS_3);
    file("b.edn", "");
    file("c.tsv", "");
    file("run/run.json", "{}");
    Files.createSymbolicLink(folder.resolve("latest"), folder.resolve("run"));

    Shell.Result result = check(folder.toString());

    assertTrue(result.out().contains("a.log: LINEARIZABLE"), result.out());
    assertTrue(result.out().contains("b.edn: UNKNOWN"), result.out());
    assertTrue(
        result.err().contains("warning: " + folder + ": no history by name: c.tsv"), result.err());
    assertTrue(result.err().contains("run.json"), result.err());
    assertTrue(result.err().contains("3 histories: 1 linearizable"), result.err());
  }

  @Test
  void reads_standard_input() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(READS_4.getBytes(StandardCharsets.UTF_8)));

      Shell.Result result = check("-");

      assertEquals(1, result.code(), result.err());
      assertTrue(result.out().startsWith("-: NOT LINEARIZABLE · register"), result.out());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void leaves_out_and_counts_what_is_malformed_if_asked_to() throws IOException {
    String file = file("a.log", READS_3 + "hello\n");

    assertEquals(254, check(file).code());
    Shell.Result lenient = check("--lenient", file);

    assertEquals(0, lenient.code(), lenient.err());
    assertTrue(lenient.out().contains(" · 1 malformed left out · "), lenient.out());
    assertTrue(lenient.err().contains("warning: left out: " + file + ":5:1: "), lenient.err());
  }

  @Test
  void judges_all_recorded_etcd_histories_in_one_call() throws IOException {
    assumeTrue(Files.exists(ETCD), "the recorded histories are not beside this checkout");
    List<String> rows;
    try (Stream<String> lines = Files.lines(ETCD.resolve("expected.tsv"))) {
      rows = lines.skip(1).toList();
    }

    Shell.Result result = check("--model", "cas-register", ETCD.toString());

    List<String> said = result.out().lines().toList();
    assertEquals(rows.size(), said.size());
    for (String row : rows) {
      String name = row.split("\t", -1)[0];
      String line = said.stream().filter(one -> one.contains(name)).findFirst().orElseThrow();
      boolean expected = row.split("\t", -1)[3].equals("linearizable");
      assertEquals(expected, !line.contains("NOT LINEARIZABLE"), line);
    }
  }

  @Test
  void sees_that_texts_are_empty_at_first() throws IOException {
    String get = "0 :invoke :get nil\n0 :ok :get \"\"\n0 :invoke :append \"a\"\n";

    Shell.Result begins = check(file("a.log", get));
    Shell.Result written = check(file("b.log", get + "1 :invoke :put \"\"\n"));
    Shell.Result told = check("--initial", "nil", file("a.log", get));

    assertEquals(0, begins.code(), begins.out());
    assertTrue(
        begins.out().contains(" · key-value, empty texts at first (by its operations) · "),
        begins.out());
    assertEquals(1, written.code(), written.out());
    assertEquals(1, told.code(), told.out());
  }

  private static Shell.Result check(String... arguments) {
    return Shell.withoutDocker()
        .run(Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
