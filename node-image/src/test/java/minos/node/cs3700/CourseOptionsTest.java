package minos.node.cs3700;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command of a replica of the course")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseOptionsTest {
  @Test
  void is_what_the_course_adds_behind_what_we_say() {
    CourseOptions options =
        parse("--flaw RD01 --election-timeout-ms 500 --cs3700 8000 0002 0001 0003");

    assertEquals(8000, options.port());
    assertEquals("0002", options.id());
    assertEquals(List.of("0001", "0003"), options.others());
    assertEquals(Optional.of("RD01"), options.flaw());
    assertEquals(Duration.ofMillis(500), options.electionTimeout());
    assertEquals(Duration.ofMillis(100), options.heartbeat());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cs3700 8000 | --cs3700 takes a port, an id and the ids of the others: "
            + "--cs3700 8000 0001 0002 0003",
        "--cs3700 x 0001 | x: a whole number above 0 is needed",
        "--cs3700 70000 0001 | --cs3700 70000: no port",
        "--id n1 --cs3700 8000 0001 | --id: before --cs3700 there are only --flaw, "
            + "--election-timeout-ms and --heartbeat-ms",
        "--heartbeat-ms 400 --cs3700 8000 0001 | "
            + "--heartbeat-ms must be less than --election-timeout-ms",
      })
  void that_is_wrong_is_told_so_in_one_line(String words, String line) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> parse(words));

    assertEquals(line, wrong.getMessage());
  }

  private static CourseOptions parse(String words) {
    return CourseOptions.parse(List.of(words.split(" ")));
  }
}
