package minos.history.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.history.AnyHistory;
import minos.history.Columns;
import minos.history.Format;
import minos.history.Formats;
import minos.history.History;
import minos.history.Loaded;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A history in another format")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversionTest {
  private static final String KEYED =
      """
      {"index":3,"time":10,"process":0,"type":"invoke","f":"write","key":"x","value":3}
      {"index":4,"time":12,"process":"nemesis","type":"info","f":"cut","value":["n1","n2"]}
      {"index":5,"time":20,"process":0,"type":"ok","f":"write","key":"x","value":3,"node":"n1"}
      {"index":6,"time":30,"process":1,"type":"invoke","f":"cas","key":"y","value":[1,2]}
      {"index":7,"time":40,"process":1,"type":"info","f":"cas","key":"y","value":null}
      """;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void is_the_same_in_EDN_and_JSON_lines_whatever_it_holds(int seed) throws Exception {
    Columns columns = Columns.of(AnyHistory.random(new SplittableRandom(seed), 2000));

    for (Format format : List.of(Format.EDN, Format.JSON_LINES)) {
      assertEquals(ops(columns), ops(read(write(columns, format)).columns()), format::title);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {0, 1, 2, 3})
  void is_the_same_in_a_table_whatever_it_holds(int seed) throws Exception {
    List<Op> ops =
        AnyHistory.random(new SplittableRandom(seed), 2000).ops().stream()
            .map(op -> named(op, op.f().strip()))
            .toList();
    Columns columns = Columns.of(new History(ops));

    assertEquals(ops, ops(read(write(columns, Format.CSV)).columns()));
  }

  @Test
  void has_objects_as_tuples_in_EDN_as_Jepsen_has_them() throws Exception {
    Columns columns = read(KEYED).columns();

    String edn = write(columns, Format.EDN);

    assertEquals(
        "{:index 3, :time 10, :process 0, :type :invoke, :f :write, :value [\"x\" 3]}",
        edn.lines().findFirst().orElseThrow());
    assertEquals(ops(columns), ops(read(edn).columns()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"index\":0,\"time\":0,\"process\":0,\"type\":\"invoke\",\"f\":\"w\",\"value\":[1,2]}",
        "{\"index\":0,\"time\":0,\"process\":0,\"type\":\"invoke\",\"f\":\"cas\",\"key\":1,\"value\":2}",
        "{\"index\":0,\"time\":0,\"process\":0,\"type\":\"invoke\",\"f\":\"w\",\"key\":[1],\"value\":2}",
      })
  void names_objects_where_tuples_would_be_read_as_something_else(String line) throws Exception {
    Columns columns = read(line + "\n").columns();

    assertEquals(ops(columns), ops(read(write(columns, Format.EDN)).columns()));
  }

  @Test
  void loses_its_clock_in_a_log_and_says_so() throws Exception {
    Columns columns = read(KEYED).columns();
    StringWriter out = new StringWriter();

    List<String> notes = Conversion.write(columns, Format.JEPSEN_LOG, out);

    assertEquals(
        List.of("Jepsen's log has no field node (1)", "Jepsen's log has no index and no time (5)"),
        notes);
    List<Op> again = ops(read(out.toString()).columns());
    assertEquals(
        ops(columns).stream().map(op -> op.f() + op.key() + op.value()).toList(),
        again.stream().map(op -> op.f() + op.key() + op.value()).toList());
    assertEquals(new Op(4, 4, 1, Op.Type.INFO, "cas", "y", null, Map.of()), again.getLast());
  }

  @Test
  void is_of_texts_without_failures_in_porcupines_kv() throws Exception {
    String text =
        """
        {:process 0, :type :invoke, :f :put, :key "0", :value "a"}
        {:process 1, :type :invoke, :f :get, :key "0", :value nil}
        {:process 0, :type :ok, :f :put, :key "0", :value "a"}
        """;
    String more =
        "{:process 2, :type :invoke, :f :put, :key \"0\", :value \"b\"}"
            + "{:process 2, :type :fail, :f :put, :key \"0\", :value \"b\"}"
            + "{:process 1, :type :info, :f :get, :key \"0\"}";
    StringWriter out = new StringWriter();

    List<String> notes = Conversion.write(read(text + more).columns(), Format.KV, out);

    assertEquals(text, out.toString());
    assertEquals(
        List.of(
            "porcupine's kv has no index and no time (3)",
            "porcupine's kv has no operations that failed (2)",
            "porcupine's kv has operations of unknown outcome without their end (1)"),
        notes);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "KV|\"f\":\"put\",\"key\":\"a\",\"value\":1|porcupine's kv has texts as values, not 1",
        "KV|\"f\":\"put\",\"key\":1,\"value\":\"a\"|porcupine's kv has texts as keys, not 1",
        "KV|\"f\":\"cas\",\"key\":\"a\",\"value\":\"a\"|porcupine's kv has get, put and append, not"
            + " cas",
        "JEPSEN_LOG|\"f\":\"w\",\"value\":{\"a\":1}|Jepsen's log cannot hold the value {a=1}",
        "JEPSEN_LOG|\"f\":\"w x\"|Jepsen's log cannot hold the operation w x",
        "JEPSEN_LOG|\"f\":\"cas\",\"key\":1,\"value\":2|Jepsen's log cannot say which object this"
            + " is about",
        "CSV|\"f\":\"w\",\"Time\":1|CSV cannot hold a column of the name 'Time'",
        "CSV|\"f\":\"w \"|CSV cannot hold the blanks around the operation w ",
      })
  void is_refused_where_it_would_be_another(Format format, String fields, String why)
      throws Exception {
    String line = "{\"index\":0,\"time\":0,\"process\":0,\"type\":\"invoke\"," + fields + "}\n";
    Columns columns = read(line).columns();

    CannotHold refused = assertThrows(CannotHold.class, () -> write(columns, format));

    assertEquals("index 0: " + why.strip(), String.valueOf(refused.getMessage()).strip());
  }

  private static Op named(Op op, String f) {
    return new Op(
        op.index(), op.time(), op.process(), op.type(), f, op.key(), op.value(), op.extra());
  }

  private static List<Op> ops(Columns columns) {
    return columns.history().ops();
  }

  private static String write(Columns columns, Format format) throws Exception {
    StringWriter out = new StringWriter();
    Conversion.write(columns, format, out);
    return out.toString();
  }

  private static Loaded read(String text) throws Exception {
    return Formats.load(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "h", false);
  }
}
