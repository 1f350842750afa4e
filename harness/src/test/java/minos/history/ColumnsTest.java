package minos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A history in columns")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ColumnsTest {
  private static final String INVOKE =
      "{\"index\":0,\"time\":5,\"process\":3,\"type\":\"invoke\",\"f\":\"cas\",\"key\":\"x\",\"value\":[1,2]}";
  private static final String OK =
      "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\",\"value\":[1,2]}";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {0, 1, 2, 3})
  void holds_what_the_ops_hold_wherever_it_comes_from(int seed) throws Exception {
    History history = AnyHistory.random(new SplittableRandom(seed), 3000);

    Columns copied = Columns.of(history);
    Columns read = load(String.join("\n", lines(history)) + "\n");

    assertEquals(history.operations(), operations(copied));
    assertEquals(history.operations(), operations(read));
  }

  @Test
  void gives_equal_values_one_number_and_others_others() {
    ColumnsBuilder builder = new ColumnsBuilder();
    List<Integer> numbers = AnyHistory.VALUES.stream().map(builder.values::of).toList();

    assertEquals(AnyHistory.VALUES.size(), numbers.stream().distinct().count());
    assertEquals(numbers, AnyHistory.VALUES.stream().map(builder.values::of).toList());
    assertEquals(numbers, AnyHistory.VALUES.stream().map(builder.values::find).toList());
    assertEquals(AnyHistory.VALUES, numbers.stream().map(builder.values::get).toList());
    assertEquals(Values.NONE, builder.values.find(8L));
    assertNotEquals(builder.values.ofPair(Values.NIL, 5), builder.values.ofNumber(5));
    assertEquals(Values.NONE, builder.values.find(List.of(8L, 9L)));
  }

  @Test
  void parts_events_by_key_in_real_time() {
    History history = AnyHistory.random(new SplittableRandom(7), 500);
    Columns columns = Columns.of(history);
    Columns.ByKey byKey = columns.byKey();

    for (int key = 0; key < columns.keys(); key++) {
      int last = -1;
      for (int at = byKey.starts()[key]; at < byKey.starts()[key + 1]; at++) {
        int operation = byKey.events()[at] >> 1;
        boolean ends = (byKey.events()[at] & 1) == 1;
        int event = ends ? columns.completed(operation) : columns.invoked(operation);
        assertEquals(key, columns.key(operation));
        assertTrue(event > last);
        last = event;
      }
    }
    assertEquals(columns.events(), byKey.starts()[columns.keys()]);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"index\":0,\"time\":9,\"process\":4,\"type\":\"invoke\",\"f\":\"read\"}",
        "{\"index\":1,\"time\":4,\"process\":4,\"type\":\"invoke\",\"f\":\"read\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"invoke\",\"f\":\"read\"}",
        "{\"index\":1,\"time\":9,\"process\":4,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"read\",\"key\":\"x\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"y\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\"}",
        "{\"index\":0,\"time\":9,\"process\":\"nemesis\",\"type\":\"info\",\"f\":\"heal\"}",
        "{\"index\":1,\"time\":3,\"process\":\"nemesis\",\"type\":\"info\",\"f\":\"heal\"}",
        "{\"index\":1,\"time\":9,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\"}",
        "{\"index\":01,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\"}",
        "{\"index\":-1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"OK\",\"f\":\"cas\",\"key\":\"x\"}",
        "{\"index\":1,\"time\":9,\"process\":9999999999,\"type\":\"ok\",\"f\":\"cas\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"\",\"key\":\"x\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\"} 1",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"key\":\"x\"}",
        "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"x\",}",
        "[]",
        ""
      })
  void objects_as_the_reader_of_ops_does(String second) {
    String text = INVOKE + "\n" + second + "\n" + OK + "\n";

    String expected = objection(second);
    HistoryMalformed found = assertThrows(HistoryMalformed.class, () -> load(text));

    String message = String.valueOf(found.getMessage());
    assertTrue(message.startsWith("h:2:") && message.contains(expected), message);
  }

  /** What the reader of single ops and the rules of a history say of the second line. */
  private static String objection(String second) {
    try {
      WellFormed rules = new WellFormed();
      rules.objection(parsed(INVOKE));
      return rules.objection(parsed(second)).orElseThrow();
    } catch (JsonProcessingException e) {
      return "not JSON";
    } catch (IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Op parsed(String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return new OpParser().parse(bytes, 0, bytes.length);
  }

  @Test
  void remembers_that_a_process_is_gone() {
    String text = INVOKE + "\n" + OK.replace("\"ok\"", "\"info\"") + "\n";
    String again = INVOKE.replace("\"index\":0,\"time\":5", "\"index\":2,\"time\":10");

    HistoryMalformed found = assertThrows(HistoryMalformed.class, () -> load(text + again + "\n"));

    assertTrue(String.valueOf(found.getMessage()).contains("after its info"), found.getMessage());
  }

  /** Lines that are plain, and lines that are not, with every kind of value. */
  private static List<String> lines(History history) {
    return history.ops().stream().map(JsonLines::line).toList();
  }

  private static List<Operation> operations(Columns columns) {
    List<Operation> operations = new ArrayList<>();
    for (int operation = 0; operation < columns.size(); operation++) {
      operations.add(columns.operation(operation));
    }
    return operations;
  }

  private static Columns load(String text) throws IOException, HistoryMalformed {
    return Formats.load(in(text), "h", false).columns();
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
