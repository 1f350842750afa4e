package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("minos check")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckCommandTest {
  private static final String WRITES_3 =
      """
      {"index":0,"time":1000,"process":0,"type":"invoke","f":"write","value":3}
      {"index":1,"time":2000,"process":0,"type":"ok","f":"write","value":3}
      {"index":2,"time":3000,"process":1,"type":"invoke","f":"read","value":null}
      """;
  private static final String READS_3 =
      WRITES_3
          + "{\"index\":3,\"time\":4000,\"process\":1,\"type\":\"ok\",\"f\":\"read\",\"value\":3}\n";
  private static final String READS_4 =
      WRITES_3
          + "{\"index\":3,\"time\":4000,\"process\":1,\"type\":\"ok\",\"f\":\"read\",\"value\":4}\n";

  private static final String NIL = "\"ok\",\"f\":\"read\",\"value\":null";

  @TempDir private Path folder = Path.of(".");

  @Test
  void says_of_a_good_history_that_it_is() throws IOException {
    Shell.Result result = check(file("good", READS_3));

    assertEquals(0, result.code(), result.err());
    assertTrue(
        result
            .out()
            .startsWith(
                folder.resolve("good")
                    + ": LINEARIZABLE · register (by its operations) · 2 ops"
                    + " (2 ok, 0 fail, 0 info) · 1 key · judged in "),
        result.out());
    assertEquals(1, result.out().lines().count());
  }

  @Test
  void writes_an_order_that_explains_a_good_one() throws IOException {
    Path witness = folder.resolve("order.jsonl");

    Shell.Result result = check("--witness", witness.toString(), file("good", READS_3));

    assertEquals(0, result.code(), result.err());
    assertEquals(
        List.of(
            "{\"key\":null,\"index\":0,\"process\":0,\"f\":\"write\",\"value\":3,\"result\":3}",
            "{\"key\":null,\"index\":2,\"process\":1,\"f\":\"read\",\"value\":null,\"result\":3}"),
        Files.readAllLines(witness));
    assertTrue(
        result.err().contains("the order of 2 operations on 1 of 1 objects, replayed"),
        result.err());
  }

  @Test
  void has_no_order_of_a_bad_one_and_says_so() throws IOException {
    Path witness = folder.resolve("order.jsonl");

    Shell.Result result = check("--witness", witness.toString(), file("bad", READS_4));

    assertEquals(1, result.code(), result.err());
    assertEquals(0, Files.size(witness));
    assertTrue(result.err().contains("no order: it is not linearizable"), result.err());
  }

  @Test
  void explains_a_bad_one_step_by_step_if_asked() throws IOException {
    Shell.Result result = check("--explain", file("bad", READS_4));

    assertEquals(1, result.code(), result.err());
    assertTrue(
        result.out().contains("- The rule that is broken: a value out of nowhere."), result.out());
    assertTrue(
        result.out().contains("- Nobody ever wrote 4, and it was not there at first."),
        result.out());
  }

  @Test
  void shows_what_contradicts_itself_in_a_bad_one() throws IOException {
    Shell.Result result = check(file("bad", READS_4));

    assertEquals(1, result.code(), result.err());
    assertTrue(result.out().contains("bad: NOT LINEARIZABLE"), result.out());
    assertTrue(result.out().contains("the smallest contradiction"), result.out());
    assertTrue(result.out().contains("ok 4   <- fits no order"), result.out());
  }

  @Test
  void answers_for_several_with_the_worst() throws IOException {
    Shell.Result result =
        check(file("good", READS_3), file("bad", READS_4), file("good2", READS_3));

    assertEquals(1, result.code());
    assertEquals(3, result.out().lines().filter(line -> line.contains("LINEARIZABLE ·")).count());
  }

  @Test
  void names_the_line_that_is_no_json() throws IOException {
    Shell.Result result = check(file("broken", READS_3 + "{oops\n" + READS_3));

    assertEquals(254, result.code());
    assertTrue(
        result.err().startsWith("minos: " + folder.resolve("broken") + ":5:2: "), result.err());
    assertEquals(1, result.err().lines().count());
  }

  @Test
  void judges_what_a_crash_left_and_says_what_is_missing() throws IOException {
    Shell.Result result = check(file("cut", READS_3 + "{\"index\":4,\"ti"));

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("cut:5: the last line was cut short"), result.err());
  }

  @Test
  void refuses_operations_that_no_model_knows() throws IOException {
    Shell.Result result = check(file("odd", READS_3.replace("\"read\"", "\"enqueue\"")));

    assertEquals(254, result.code());
    assertTrue(result.err().contains("no model knows all of its operations"), result.err());
  }

  @Test
  void takes_the_model_it_is_told() throws IOException {
    Shell.Result result =
        Shell.withoutDocker().run("check", "--model", "cas-register", file("good", READS_3));

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("· cas-register ·"), result.out());
  }

  @Test
  void guesses_a_queue() throws IOException {
    Shell.Result result =
        check(
            file(
                "queue",
                READS_3.replace("\"write\"", "\"enqueue\"").replace("\"read\"", "\"dequeue\"")));

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("· fifo-queue (by its operations) ·"), result.out());
  }

  @Test
  void takes_what_is_there_at_first_and_what_a_read_of_nil_says() throws IOException {
    String file = file("nil", READS_3.replace("\"ok\",\"f\":\"read\",\"value\":3", NIL));

    assertEquals(1, check(file).code());
    assertEquals(0, check("--nil-reads", "any", file).code());
    assertEquals(1, check(file("four", READS_4)).code());
    assertEquals(
        0,
        check("--initial", "4", file("early", READS_4.substring(READS_4.indexOf("{\"index\":2"))))
            .code());
  }

  @Test
  void asks_the_search_for_a_second_opinion() throws IOException {
    assertEquals(0, check("--checker", "search", file("good", READS_3)).code());
    assertEquals(1, check("--checker", "search", file("bad", READS_4)).code());
  }

  @Test
  void answers_programs_in_one_line_each() throws IOException {
    Shell.Result result = check("--json", file("good", READS_3), file("bad", READS_4));

    assertEquals(1, result.code(), result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size(), result.out());
    assertTrue(
        lines.get(0).contains("\"operations\":2,\"objects\":1,\"skipped\":0,\"verdict\":\"valid\""),
        lines.get(0));
    assertTrue(lines.get(1).contains("\"counterexample\":{\"refused\":2"), lines.get(1));
  }

  @Test
  void refuses_what_is_no_amount_of_memory() throws IOException {
    Shell.Result result = check("--check-memory", "much", file("good", READS_3));

    assertEquals(254, result.code());
    assertTrue(result.err().contains("'much' is no amount of memory"), result.err());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"porcupine/jepsen", "porcupine/kv", "knossos"})
  void gives_recorded_histories_the_verdict_they_are_known_for(String name) throws IOException {
    Path expected = Path.of("../../shared/data").resolve(name).resolve("expected.tsv");
    assumeTrue(Files.exists(expected), "the recorded histories are not beside this checkout");

    List<String> lines = Files.readAllLines(expected);
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t", -1);
      Path file = expected.resolveSibling(row[0]);
      if (Files.exists(file)) {
        String initial = row[2].startsWith("empty") ? "" : row[2].startsWith("nil") ? "nil" : "0";
        String nil = row[2].contains("matches any") ? "any" : "null";
        String model = row[1].startsWith("kv-string") ? "key-value" : row[1];
        Shell.Result result =
            check("--model", model, "--initial", initial, "--nil-reads", nil, file.toString());
        assertEquals(row[3].equals("not") ? 1 : 0, result.code(), file + result.out());
      }
    }
  }

  @Test
  void does_not_call_a_run_valid_that_broke_off() throws IOException {
    Shell.Result run = run();
    assertEquals(0, run.code(), run.err());
    Path latest = folder.resolve("latest");
    Files.delete(latest.resolve("verdict.json"));
    Files.delete(latest.resolve("faults.json"));
    Files.delete(latest.resolve("report.html"));
    String history = Files.readString(latest.resolve("history.jsonl"));
    Files.writeString(
        latest.resolve("history.jsonl"), history.substring(0, history.length() * 2 / 3));

    Shell.Result result =
        Shell.withoutDocker().run("check", "latest", "--results", folder.toString());

    assertEquals(2, result.code(), result.err());
    assertTrue(result.out().contains("The run broke off before its verdict"), result.out());
  }

  @Test
  void agrees_with_the_run_it_judges_again() {
    Shell.Result run = run();

    Shell.Result result =
        Shell.withoutDocker().run("check", "latest", "--results", folder.toString());

    assertEquals(0, run.code(), run.err());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("register (as run.json says)"), result.out());
  }

  @Test
  void says_how_to_get_a_history_back_that_was_not_kept() {
    Shell.Result runs =
        Shell.withoutDocker()
            .run(
                "run",
                "--faults",
                "none",
                "--time",
                "500ms",
                "--seed",
                "1",
                "--runs",
                "2",
                "--results",
                folder.toString());
    Shell.Result result =
        Shell.withoutDocker().run("check", "latest", "--results", folder.toString());

    assertEquals(0, runs.code(), runs.err());
    assertEquals(254, result.code());
    assertTrue(result.err().contains(" has no history: --runs keeps none"), result.err());
    assertTrue(result.err().contains("./minos run --in sim"), result.err());
  }

  private Shell.Result run() {
    return Shell.withoutDocker()
        .run(
            "run",
            "--faults",
            "none",
            "--time",
            "500ms",
            "--seed",
            "1",
            "--results",
            folder.toString());
  }

  private Shell.Result check(String... files) {
    String[] arguments = new String[files.length + 1];
    arguments[0] = "check";
    System.arraycopy(files, 0, arguments, 1, files.length);
    return Shell.withoutDocker().run(arguments);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
