package minos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A history in a format of others")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FormatsTest {
  private static final String INVOKE = "{:process 0, :type :invoke, :f :write, :value 3}";
  private static final String OK = "{:type :ok :value 3 :f :write :process 0}";
  private static final List<Op> WRITE =
      List.of(
          new Op(0, 0, 0, Op.Type.INVOKE, "write", null, 3L, Map.of()),
          new Op(1, 1, 0, Op.Type.OK, "write", null, 3L, Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        INVOKE + "\n" + OK,
        "[" + INVOKE + "\n " + OK + "]\n",
        "(" + INVOKE + ", " + OK + ")",
        "; a comment\n[" + INVOKE + " ; another }\n" + OK + "]",
        "#knossos.op.Op" + INVOKE + "\n#jepsen.history.Op " + OK + "\n",
        "#_{:process 9} " + INVOKE + " #_ #_ 1 2 " + OK,
        "INFO  jepsen.util - 0\t:invoke\t:write\t3\nINFO  jepsen.util - 0   :ok    :write  3\n",
      })
  void is_known_by_what_it_holds(String text) throws Exception {
    assertEquals(WRITE, read(text));
  }

  @Test
  void says_what_to_do_about_what_does_not_fit_in_memory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError();
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            throw new OutOfMemoryError();
          }
        };

    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                Formats.load(
                    new SequenceInputStream(
                        new ByteArrayInputStream(new byte[] {'{', '"'}), endless),
                    "soak.jsonl",
                    false));

    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("soak.jsonl: too long for a heap of "),
        refused::toString);
  }

  @Test
  void is_unpacked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      JsonLines.write(WRITE, gzip);
    }

    assertEquals(
        WRITE, Formats.read(new ByteArrayInputStream(packed.toByteArray()), "h").history().ops());
  }

  @Test
  void is_empty_in_an_empty_file() throws Exception {
    assertEquals(List.of(), read(""));
    assertEquals(List.of(), read(" \n"));
    assertEquals(List.of(), read("[]"));
    assertEquals(List.of(), read("; nothing"));
  }

  @Test
  void keeps_index_time_and_further_fields_and_never_goes_back_in_time() throws Exception {
    List<Op> ops =
        read(
            "{:process 1 :type :invoke :f :read :value nil :index 4 :time 70}"
                + "{:process 1 :type :fail :f :read :value nil :index 9 :time 60"
                + " :error [:oops \"no\"] :a nil}");

    assertEquals(
        List.of(
            new Op(4, 70, 1, Op.Type.INVOKE, "read", null, null, Map.of()),
            new Op(
                9,
                70,
                1,
                Op.Type.FAIL,
                "read",
                null,
                null,
                Map.of("error", List.of("oops", "no")))),
        ops);
  }

  @Test
  void reads_every_kind_of_value() throws Exception {
    Object value =
        read("{:process 0 :type :invoke :f :x :value [nil true -7 +2 1.5e3 9N"
                + " 99999999999999999999 \"a\\n\\\"\\u0041\" :b {:k 1, \"l\" (2)} #{5} \\c]}")
            .getFirst()
            .value();

    assertEquals(
        Arrays.asList(
            null,
            true,
            -7L,
            2L,
            1500.0,
            9L,
            new BigInteger("99999999999999999999"),
            "a\n\"A",
            "b",
            Map.of("k", 1L, "l", List.of(2L)),
            List.of(5L),
            "c"),
        value);
  }

  @Test
  void takes_independent_tuples_apart() throws Exception {
    List<Op> ops =
        read(
            """
            [{:process 0 :type :invoke :f :cas :value ["x" [1 2]]}
             {:process 1 :type :invoke :f :read :value [7 nil]}
             {:process :nemesis :type :info :f :start :value nil}
             {:process 0 :type :info :f :cas :value :timed-out}
             {:process 1 :type :ok :f :read :value [7 [8 9]]}]
            """);

    assertEquals(Arrays.asList("x", 7L, null, "x", 7L), ops.stream().map(Op::key).toList());
    assertEquals(
        Arrays.asList(List.of(1L, 2L), null, null, "timed-out", List.of(8L, 9L)),
        ops.stream().map(Op::value).toList());
  }

  @Test
  void leaves_a_cas_of_one_register_as_it_is() throws Exception {
    List<Op> ops = read("{:process 0 :type :invoke :f :cas :value [1 2]}");

    assertEquals(List.of(1L, 2L), ops.getFirst().value());
  }

  @Test
  void takes_an_excuse_in_a_log_for_no_result() throws Exception {
    String begin = "INFO  jepsen.util - 5\t:invoke\t:cas\t[0 1]\n";

    List<Op> ops = read(begin + "INFO  jepsen.util - 5\t:info\t:cas\t:timed-out\n");

    assertEquals(List.of(0L, 1L), ops.getFirst().value());
    assertEquals(new Op(1, 1, 5, Op.Type.INFO, "cas", null, null, Map.of()), ops.get(1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello|1:1: no known format; expected JSON lines, EDN of Jepsen or Knossos, Jepsen's"
            + " log, or a table with columns process, type and f",
        "[3]|1:2: expected an operation, such as {:process 0, :type :invoke, :f :read, :value nil}",
        "[{:type :ok} |1:2: key :process is missing",
        "{:process 0 :type :began :f :read}|1:1: key :type is :began, expected :invoke, :ok, :fail"
            + " or :info",
        "{:process -1 :type :ok :f :read}|1:1: key :process is -1, expected a whole number from 0,"
            + " or :nemesis",
        "{:process 0 :type :ok :f 3}|1:1: key :f is 3, expected the name of an operation, such as"
            + " :read",
        ", {:process 0 :type :ok :f :read}|1:3: process 0 completes read, which it never invoked,"
            + " expected an invoke before",
        "{:process 0 :process 1}|1:21: key :process stands twice",
        "{:process 0 :type :invoke :f :r :process 1}|1:41: key :process stands twice",
        "{:process 0 :type :invoke :f :r :value :a} {:process 1 :type :invoke :f :r :value"
            + " \"a\"}|1:44: :a and \"a\" would become one value, expected either keywords or"
            + " strings",
        "{:process 0 :type}|1:18: key :type has no value",
        "{:process 1/2}|1:11: 1/2 is no number that a history can hold",
        "{:process 0x10}|1:11: 0x10 is no number that a history can hold",
        "{:process 1.5M}|1:11: 1.5M is no number that a history can hold",
        "{:process \"0|1:13: the file ends within a string",
        "{:process ]}|1:11: found ], expected a value",
        "{:process|1:10: the file ends, expected a value",
        "{:process 0|1:12: the file ends, expected }",
        "[] []|1:4: more follows the vector of operations, expected the end of the file",
        "{:process 0 :type :invoke :f :write :value [:a \"a\"]}|1:1: :a and \"a\" would become one"
            + " value, expected either keywords or strings",
        "INFO  jepsen.util - x|1:1: expected an event, such as \"INFO  jepsen.util - 0 :invoke"
            + " :read nil\"",
        "0 :invoke :cas [1 2] 3|1:22: more than one value, expected the line's end",
        "0 :invoke :cas [1|1:16: expected a number, a text, a word or a list of them",
      })
  void is_refused_with_the_place_and_what_was_expected(String text, String message) {
    assertEquals("h:" + message, refusal(text));
  }

  @Test
  void is_refused_in_the_line_where_an_operation_fails_after_its_info() {
    String begin = "[" + INVOKE + "\n" + INVOKE.replace(":invoke", ":info") + "\n";

    assertEquals(
        "h:3:2: process 0 completes write, which it never invoked, expected an invoke before",
        refusal(begin + " " + INVOKE.replace(":invoke", ":fail") + "]"));
  }

  @Test
  void is_refused_where_brackets_never_end() {
    assertEquals(
        "h:1:502: more than 500 brackets within each other", refusal("[" + "[".repeat(100_000)));
  }

  @Test
  void is_refused_where_it_is_no_text() {
    byte[] bytes = {'[', '"', (byte) 0xff, '"', ']'};

    HistoryMalformed refused =
        assertThrows(
            HistoryMalformed.class, () -> Formats.read(new ByteArrayInputStream(bytes), "h"));

    assertEquals("h:1:5: not UTF-8, expected text", refused.getMessage());
  }

  private static List<Op> read(String text) throws IOException, HistoryMalformed {
    return Formats.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "h")
        .history()
        .ops();
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(HistoryMalformed.class, () -> read(text)).getMessage());
  }
}
