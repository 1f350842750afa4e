package minos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A history in a table")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CsvHistoryTest {
  private static final List<Op> WRITE =
      List.of(
          new Op(0, 0, 0, Op.Type.INVOKE, "write", "x", 3L, Map.of()),
          new Op(1, 1, 0, Op.Type.OK, "write", "x", null, Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process,type,f,key,value\n0,invoke,write,x,3\n0,ok,write,x,\n",
        "process,type,f,key,value\r\n0,invoke,write,x,3\r\n\r\n0,ok,write,x,nil\r\n",
        "index;time;process;type;f;key;value\n0;0;0;invoke;write;x;3\n1;1;0;ok;write;x;null",
        "\"Value\"\tF\tType\tProcess\tKey\n3\twrite\tinvoke\t0\tx\n\twrite\tok\t0\tx\n",
        "\uFEFFtype,process,f,key,value,error\ninvoke,0,write,x,3,\nok,0,write,x,,\n",
      })
  void is_read_by_the_names_of_its_columns(String text) throws Exception {
    assertEquals(WRITE, read(text));
  }

  @Test
  void holds_every_kind_of_value() throws Exception {
    List<String> cells =
        List.of(
            "",
            "-7",
            "99999999999999999999",
            "1.5",
            "true",
            "word",
            "\"\"",
            "\"\"\"3\"\"\"",
            "\"[1,[2,null]]\"",
            "\"{\"\"a\"\": 1}\"",
            "\"two\nlines, \"\"quoted\"\"\"",
            "1/2",
            "naïve");
    StringBuilder text = new StringBuilder("process,type,f,value\n");
    for (int process = 0; process < cells.size(); process++) {
      text.append(process).append(",invoke,x,").append(cells.get(process)).append('\n');
    }

    assertEquals(
        Arrays.asList(
            null,
            -7L,
            new java.math.BigInteger("99999999999999999999"),
            1.5,
            true,
            "word",
            "",
            "3",
            List.of(1L, Arrays.asList(2L, null)),
            Map.of("a", 1L),
            "two\nlines, \"quoted\"",
            "1/2",
            "naïve"),
        read(text.toString()).stream().map(Op::value).toList());
  }

  @Test
  void keeps_further_columns_and_the_nemesis() throws Exception {
    assertEquals(
        List.of(
            new Op(
                0, 0, Op.NEMESIS, Op.Type.INFO, "cut", null, null, Map.of("node", "n1", "t", 2L))),
        read("process,type,f,node,t\nnemesis,info,cut,n1,2\n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "process,type,f,f;0,invoke,x,x|1:16: column f stands twice, expected it once",
        "process,type,f,;0,invoke,x,x|1:16: a column without a name",
        "process,type,f;0,invoke|2:1: 2 cells, expected 3 as in the first row",
        "process,type,f;0,begin,x|2:3: column type is begin, expected invoke, ok, fail or info",
        "process,type,f;-1,invoke,x|2:1: column process is -1, expected a whole number from 0",
        "process,type,f;0,invoke,|2:10: column f is , expected the name of an operation, such as"
            + " read",
        "process,type,f,value;0,invoke,x,[1|2:12: column value is [1, expected JSON, or a text"
            + " that begins like none",
        "process,type,f;0,ok,x|2:1: process 0 completes x, which it never invoked, expected an"
            + " invoke before",
        "process,type,f;0,invoke,\"x\"y|2:13: text behind a quote, expected the end of the cell",
        "process,type,f;0,invoke,\"x|2:12: the file ends within quotes",
        "time,process,type,f;9,0,invoke,x;8,0,ok,x|3:1: time goes back from 9 to 8, expected no"
            + " earlier one",
      })
  void is_refused_with_the_place_and_what_was_expected(String text, String message) {
    HistoryMalformed refused =
        assertThrows(HistoryMalformed.class, () -> read(text.replace(';', '\n')));

    assertEquals("h:" + message, refused.getMessage());
  }

  private static List<Op> read(String text) throws IOException, HistoryMalformed {
    return Formats.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "h")
        .history()
        .ops();
  }
}
