package minos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A lenient reader")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LenientTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"index\":0,\"time\":0,\"process\":0,\"type\":\"invoke\",\"f\":\"r\"};oops;{};"
            + "{\"index\":1,\"time\":0,\"process\":0,\"type\":\"ok\",\"f\":\"r\"};|2:|3:",
        "{:process 0 :type :invoke :f :r};{:process 0 :type ]};{:process 0};"
            + "{:process 0 :type :ok :f :r}|2:|3:",
        "[{:process 0 :type :invoke :f :r};{:process 0 :type 1/2}; {:type :ok :f :r :process 0}"
            + ";{:process 0|2:|4:",
        "[{:process 0 :type :invoke :f :r} {:process 0 :type :ok :f :r};:x;#_|2:1:|3:3:",
        "0 :invoke :r nil;hello;0 :ok;0 :ok :r nil|2:1|3:1",
        "process,type,f;0,invoke,r;0,ok;0,\"ok\"x,r;0,ok,r|3:1|4:7",
      })
  void leaves_out_what_is_malformed_and_names_it(String text, String first, String second)
      throws Exception {
    Loaded loaded = load(text);

    assertEquals(1, loaded.columns().size());
    assertEquals(true, loaded.columns().isOk(0));
    assertEquals(2, loaded.skipped(), loaded.warnings()::toString);
    assertEquals(
        List.of("left out: h:" + first, "left out: h:" + second),
        List.of(
            beginning(loaded.warnings().get(0), first),
            beginning(loaded.warnings().get(1), second)));
  }

  @Test
  void names_a_hundred_and_counts_the_rest() throws Exception {
    Loaded loaded = load("0 :invoke :r nil\n" + "hello\n".repeat(1300));

    assertEquals(1300, loaded.skipped());
    assertEquals(101, loaded.warnings().size());
    assertEquals("left out: h: 1,200 more", loaded.warnings().getLast());
  }

  @Test
  void forgets_the_brackets_of_what_it_left_out() throws Exception {
    String op = "{:process 0 :type :invoke :f :r :error [[1]]}";

    Loaded loaded = load("{:process [[[[[[[[ 1/2\n".repeat(100) + op);

    assertEquals(100, loaded.skipped());
    assertEquals(1, loaded.columns().size());
  }

  @Test
  void leaves_nothing_out_of_what_is_whole() throws Exception {
    assertEquals(List.of(), load("0 :invoke :r nil").warnings());
  }

  private static String beginning(String warning, String place) {
    return warning.substring(
        0, Math.min(warning.length(), "left out: h:".length() + place.length()));
  }

  private static Loaded load(String text) throws Exception {
    byte[] bytes = text.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
    return Formats.load(new ByteArrayInputStream(bytes), "h", true);
  }
}
