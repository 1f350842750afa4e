package minos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A history in JSON lines")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonLinesTest {
  private static final String INVOKE =
      "{\"index\":0,\"time\":5,\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":3}\n";
  private static final String OK =
      INVOKE.replace("\"index\":0", "\"index\":1").replace("invoke", "ok");

  @Test
  void is_written_in_one_order_of_fields() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("term", 7);
    extra.put("error", "timeout");

    Op op = new Op(12, 83_123, 3, Op.Type.INFO, "cas", "x", List.of(1, 2), extra);

    assertEquals(
        "{\"index\":12,\"time\":83123,\"process\":3,\"type\":\"info\",\"f\":\"cas\",\"key\":\"x\","
            + "\"value\":[1,2],\"error\":\"timeout\",\"term\":7}",
        JsonLines.line(op));
  }

  @Test
  void names_the_nemesis_and_leaves_out_the_key_where_there_is_one_object() {
    Op op =
        new Op(
            2,
            9,
            Op.NEMESIS,
            Op.Type.INFO,
            "start-partition",
            null,
            Map.of("n2", List.of("n1"), "n1", List.of("n2", "n3")),
            Map.of());

    assertEquals(
        "{\"index\":2,\"time\":9,\"process\":\"nemesis\",\"type\":\"info\",\"f\":\"start-partition\","
            + "\"value\":{\"n1\":[\"n2\",\"n3\"],\"n2\":[\"n1\"]}}",
        JsonLines.line(op));
  }

  @Test
  void is_read_as_it_was_written() throws Exception {
    List<Op> ops =
        List.of(
            new Op(0, 0, 0, Op.Type.INVOKE, "write", 4L, "é\n\"", Map.of("node", "n1")),
            new Op(1, 0, 1, Op.Type.INVOKE, "read", null, null, Map.of()),
            new Op(2, 7, 0, Op.Type.OK, "write", 4L, "é\n\"", Map.of()),
            new Op(3, 7, Op.NEMESIS, Op.Type.INFO, "kill", null, Map.of("a", true), Map.of()),
            new Op(9, 8, 1, Op.Type.FAIL, "read", null, Arrays.asList(1L, null, 1.5), Map.of()));

    JsonLines.Reading reading = read(text(ops));

    assertEquals(new History(ops), reading.history());
    assertEquals(List.of(), reading.warnings());
    assertEquals(text(ops), text(reading.history().ops()));
  }

  @Test
  void may_be_longer_than_any_buffer() throws Exception {
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ops.add(
          new Op(i, i, i, Op.Type.INVOKE, "write", null, "x".repeat(i * 997 % 90_000), Map.of()));
    }

    assertEquals(new History(ops), read(text(ops)).history());
  }

  @Test
  void may_be_empty() throws Exception {
    assertEquals(new JsonLines.Reading(new History(List.of()), List.of()), read(""));
  }

  @Test
  void is_read_in_any_order_of_fields_and_without_a_value() throws Exception {
    String line = "{\"f\":\"read\",\"type\":\"invoke\",\"process\":1,\"time\":2,\"index\":3}\n";

    assertEquals(
        List.of(new Op(3, 2, 1, Op.Type.INVOKE, "read", null, null, Map.of())),
        read(line).history().ops());
  }

  @Test
  void loses_a_last_line_that_was_cut_short_and_says_so() throws Exception {
    for (int cut = 1; cut < OK.length() - 1; cut++) {
      JsonLines.Reading reading = read(INVOKE + OK.substring(0, cut));

      assertEquals(1, reading.history().ops().size());
      assertEquals(
          List.of("h.jsonl:2: the last line was cut short and is left out"), reading.warnings());
    }
  }

  @Test
  void keeps_a_last_line_that_lacks_only_its_newline() throws Exception {
    JsonLines.Reading reading = read(INVOKE + OK.strip());

    assertEquals(2, reading.history().ops().size());
    assertEquals(List.of(), reading.warnings());
  }

  @Test
  void is_refused_when_a_line_in_the_middle_is_cut_short() {
    assertTrue(
        located(INVOKE.substring(0, 30) + "\n" + OK)
            .matches("h.jsonl:1:\\d+: not JSON, expected one JSON object a line: .*"));
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"index\":0|\"index\":-1|field \"index\" is -1, expected a whole number from 0",
        "\"index\":0|\"index\":1.5|field \"index\" is 1.5, expected a whole number from 0",
        "\"index\":0,|``|field \"index\" is missing",
        "\"time\":5|\"time\":\"now\"|field \"time\" is \"now\", expected a whole number from 0",
        "\"time\":5|\"time\":5,\"time\":6|field \"time\" stands twice, expected it once",
        "\"value\":3|\"a\":3,\"a\":4|field \"a\" stands twice, expected it once",
        "\"process\":0|\"process\":\"n\"|field \"process\" is \"n\", expected a whole number from"
            + " 0, or \"nemesis\"",
        "\"process\":0|\"process\":null|field \"process\" is null, expected a whole number from 0,"
            + " or \"nemesis\"",
        "\"invoke\"|\"began\"|field \"type\" is \"began\", expected \"invoke\", \"ok\", \"fail\" or"
            + " \"info\"",
        "\"write\"|[]|field \"f\" is a list, expected the name of an operation, such as \"read\"",
        "3}|3} {}|more than one JSON value in one line, expected the end of the line",
      })
  void is_refused_with_the_field_and_what_was_expected(String was, String is, String message) {
    assertEquals("h.jsonl:1: " + message, refusal(INVOKE.replace(was, is)));
  }

  @Test
  void is_refused_with_the_column() {
    String misspelt = INVOKE + OK.replace("\"ok\"", "\"done\"");

    assertEquals(
        "h.jsonl:2:" + (1 + misspelt.lines().toList().get(1).indexOf("\"done\"")),
        located(misspelt).replaceFirst(": field.*", ""));
    assertEquals("h.jsonl:1:1: expected a JSON object, one a line", located("[1]\n"));
    assertTrue(
        located(INVOKE.replace("\"invoke\"", "oops"))
            .matches("h.jsonl:1:[2-6]\\d: not JSON, expected one JSON object a line: .*"));
  }

  @Test
  void is_refused_where_a_line_is_no_object() {
    assertEquals("h.jsonl:1: expected a JSON object, one a line", refusal("[1]\n"));
    assertEquals("h.jsonl:2: expected a JSON object, one a line", refusal(INVOKE + "\n" + OK));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 5 0 invoke write; 1 6 0 invoke read|2: process 0 invokes read while its write (index 0)"
            + " is open, expected its completion",
        "0 5 0 ok write|1: process 0 completes write, which it never invoked, expected an invoke"
            + " before",
        "0 5 0 invoke write; 1 6 0 ok write; 2 7 0 ok write"
            + "|3: process 0 completes write, which it never invoked, expected an invoke before",
        "0 5 0 invoke write; 1 6 0 ok read"
            + "|2: process 0 completes read, expected write, which it invoked (index 0)",
        "0 5 0 invoke write; 1 6 0 info write; 2 7 0 invoke read"
            + "|3: process 0 invokes read after its info, expected a new process",
        "0 5 0 invoke write; 1 4 0 ok write|2: time goes back from 5 to 4, expected no earlier one",
        "3 5 0 invoke write; 3 6 0 ok write|2: index 3 follows index 3, expected a greater one",
        "0 5 0 invoke write; 1 6 0 fail write; 2 6 0 info read"
            + "|3: process 0 completes read, which it never invoked, expected an invoke before",
      })
  void is_refused_where_it_is_not_well_formed(String ops, String message) {
    StringBuilder text = new StringBuilder();
    for (String op : ops.split("; ", -1)) {
      String[] part = op.split(" ", -1);
      text.append(
          "{\"index\":%s,\"time\":%s,\"process\":%s,\"type\":\"%s\",\"f\":\"%s\",\"value\":1}\n"
              .formatted((Object[]) part));
    }

    assertEquals("h.jsonl:" + message, refusal(text.toString()));
  }

  @Test
  void is_refused_where_an_operation_changes_its_key() {
    String other = OK.replace("\"value\"", "\"key\":\"y\",\"value\"");

    assertEquals(
        "h.jsonl:2: process 0 completes write of key y, expected key null, which it invoked (index"
            + " 0)",
        refusal(INVOKE + other));
  }

  @Test
  void holds_equal_values_for_equal_numbers() {
    Op ints = new Op(0, 0, 0, Op.Type.INVOKE, "cas", 1, List.of(1, BigInteger.TWO), Map.of("a", 3));
    Op longs = new Op(0, 0, 0, Op.Type.INVOKE, "cas", 1L, List.of(1L, 2L), Map.of("a", 3L));

    assertEquals(longs, ints);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Op(0, 0, 0, Op.Type.INVOKE, "write", null, new Object(), Map.of()));
  }

  @Test
  void grows_by_whole_lines_that_are_on_disk_at_once(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.jsonl");
    Op first = new Op(0, 0, 0, Op.Type.INVOKE, "read", null, null, Map.of());
    Op second = new Op(1, 1, 0, Op.Type.OK, "read", null, null, Map.of());
    try (HistoryWriter writer = new HistoryWriter(file)) {
      writer.append(first);

      assertEquals(JsonLines.line(first) + "\n", Files.readString(file));
    }
    try (HistoryWriter writer = new HistoryWriter(file)) {
      writer.append(second);
    }

    assertEquals(List.of(first, second), JsonLines.read(file).history().ops());
  }

  @Test
  void cannot_go_on_after_a_line_that_was_not_written_whole(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("history.jsonl");
    Op op = new Op(0, 0, 0, Op.Type.INVOKE, "read", null, null, Map.of());
    HistoryWriter writer = new HistoryWriter(file);
    writer.close();
    assertThrows(IOException.class, () -> writer.append(op));

    IOException again = assertThrows(IOException.class, () -> writer.append(op));

    assertEquals(file + ": an earlier line was not written whole", again.getMessage());
  }

  private static String text(List<Op> ops) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonLines.write(ops, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonLines.Reading read(String text) throws IOException, HistoryMalformed {
    return JsonLines.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "h.jsonl");
  }

  /** Without the column, which has a test of its own. */
  private static String refusal(String text) {
    return located(text).replaceFirst("^(h.jsonl:\\d+):\\d+:", "$1:");
  }

  private static String located(String text) {
    return String.valueOf(assertThrows(HistoryMalformed.class, () -> read(text)).getMessage());
  }
}
