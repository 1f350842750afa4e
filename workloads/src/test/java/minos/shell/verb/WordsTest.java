package minos.shell.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A line's words")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WordsTest {
  @Test
  void are_separated_by_blanks() {
    assertEquals(List.of("put", "x", "1"), Words.of("  put  x\t1 "));
    assertEquals(List.of(), Words.of(" "));
  }

  @Test
  void may_hold_blanks_in_quotes() {
    assertEquals(List.of("put", "x", "a b", "c d"), Words.of("put x \"a b\" 'c d'"));
    assertEquals(List.of("put", "", "it's"), Words.of("put '' \"it's\""));
    assertEquals(List.of("a b"), Words.of("a' 'b"));
  }

  @Test
  void take_a_character_after_a_backslash_as_it_is() {
    assertEquals(List.of("a b", "\"", "\\"), Words.of("a\\ b \\\" \\\\"));
    assertEquals(List.of("a\\b"), Words.of("'a\\b'"));
  }

  @Test
  void of_a_quotation_without_end_are_none() {
    assertThrows(IllegalArgumentException.class, () -> Words.of("put 'x"));
    assertThrows(IllegalArgumentException.class, () -> Words.of("put \"x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a b", "\"", "it's", "\\", "tab\tand", "n1=127.0.0.1:7101"})
  void shown_as_typed_are_read_back(String word) {
    String typed = Words.typed(word);

    if (!word.contains("\t")) { // what would steer a terminal is shown as its number
      assertEquals(List.of(word), Words.of(typed));
    }
    assertEquals(-1, typed.indexOf('\t'));
  }

  @Test
  void that_are_shown_do_not_steer_the_terminal() {
    assertEquals("\"\\u001b[31m\"", Words.text("\u001b[31m"));
  }
}
