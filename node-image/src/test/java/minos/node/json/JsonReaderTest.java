package minos.node.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import minos.node.json.JsonReader.Literal;
import minos.node.json.JsonReader.Located;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("JSON")
@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonReaderTest {
  @Test
  void is_read_with_the_line_of_each_value() {
    Located read = JsonReader.read("f", "{\"a\": [1,\n true, \"x\\u0041\\n\"],\n\"b\":-1.5e3}\n");

    assertEquals(
        new Located(
            1,
            Map.of(
                "a",
                new Located(
                    1,
                    List.of(
                        new Located(1, new Literal("1")),
                        new Located(2, true),
                        new Located(2, "xA\n"))),
                "b",
                new Located(3, new Literal("-1.5e3")))),
        read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | f:1:2: expected '\"', it ends here",
        "{\"a\" 1} | f:1:6: expected ':', found '1'",
        "{\"a\":1,} | f:1:8: expected '\"', found '}'",
        "{\"a\":1,\"a\":2} | f:1:8: expected each key once, but \"a\" is there twice, found '\"'",
        "[1 2] | f:1:4: expected ',' or ']', found '2'",
        "01 | f:1:1: expected a value, found '0'",
        "'x' | f:1:1: expected a value, found '''",
        "nul | f:1:1: expected a value, found 'n'",
        "\"x | f:1:3: expected '\"' at the end of a string, it ends here",
        "\"\\x\" | f:1:3: expected one of \"\\/bfnrtu after a backslash, found 'x'",
        "\"\\u12\" | f:1:4: expected four hexadecimal digits, found '1'",
        "{} // | f:1:4: expected nothing more, found '/'",
      })
  void is_refused_with_line_and_column(String text, String line) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read("f", text));

    assertEquals(line, refused.getMessage());
  }

  @Test
  void of_a_thousand_levels_is_refused_not_followed() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> JsonReader.read("f", "[".repeat(100_000)));

    assertEquals("f:1:34: expected at most 32 levels, found '['", refused.getMessage());
  }
}
