package minos.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import minos.course.Configuration.Event;
import minos.course.Configuration.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("A configuration of the course")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigurationFileTest {
  @Test
  void is_read_with_all_that_it_says() {
    Configuration course =
        read(
            """
            {"lifetime": 12, "replicas": 7, "requests": 90, "seed": 4, "mix": 0.25,
             "start_wait": 3, "end_wait": 1, "drops": 0.1, "max_packets": 20000,
             "events": [{"type": "part_end", "time": 6.5}, {"type": "part_hard", "time": 4}],
             "tests": {"maximum_put_fail_fraction": 0.4,
                       "benchmarks": {"failures": [0, 2, 9]}}}
            """);

    assertEquals(12, course.lifetime());
    assertEquals(7, course.replicas());
    assertEquals(90, course.requests());
    assertEquals(4, course.seed());
    assertEquals(0.25, course.mix());
    assertEquals(3, course.startWait());
    assertEquals(1, course.endWait());
    assertEquals(0.1, course.drops());
    assertEquals(
        List.of(new Event(Kind.PART_HARD, 4), new Event(Kind.PART_END, 6.5)), course.events());
    assertEquals(0.4, course.maxPutFail());
    assertEquals(Set.of(Measure.FAILURES), course.benchmarks().keySet());
    course.benchmarks().values().forEach(limits -> assertEquals(Tier.PASSED, limits.tier(2)));
  }

  @Test
  void that_leaves_things_out_means_what_the_course_says() {
    Configuration course = read("{\"lifetime\": 30, \"replicas\": 5, \"requests\": 500}");

    assertEquals(0.8, course.mix());
    assertEquals(5, course.startWait());
    assertEquals(2, course.endWait());
    assertEquals(0, course.drops());
    assertEquals(0.5, course.maxGetFail());
    assertEquals(0.1, course.maxGenerationFail());
  }

  @ParameterizedTest
  @FieldSource("minos.course.Tests#NAMES")
  void that_Minos_brings_is_whole(String name) {
    Configuration course = read(Tests.shipped(name).orElseThrow());

    assertEquals(4, course.benchmarks().size());
    assertEquals(30, course.lifetime());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"replicas\":5,\"requests\":9}' | it: lifetime: is missing",
        "'{\"lifetime\":3,\"replicas\":5,\"requests\":9}' | "
            + "it: lifetime: 3 is no number from 5 to 86400",
        "'{\"lifetime\":9,\"replicas\":2,\"requests\":9}' | "
            + "it: replicas: 2 is no number from 3 to 21",
        "'{\"lifetime\":9,\"replicas\":3,\"requests\":1.5}' | it: requests: 1.5 is no whole number",
        "'{\"lifetime\":9,\"replicas\":3,\"requests\":9,\"mix\":\"a\"}' | "
            + "it: mix: \"a\" is no number from 0 to 1",
        "'{\"lifetime\":6,\"replicas\":3,\"requests\":9}' | "
            + "it: lifetime: 6.0 s leave no time between start_wait and end_wait",
        "'{\"lifetime\":9,\"replicas\":3,\"requests\":9,\"events\":"
            + "[{\"type\":\"boom\",\"time\":1}]}' | it: events[0].type: \"boom\" is none of "
            + "kill_leader, kill_non_leader, part_easy, part_hard, part_end",
        "'{\"lifetime\":9,\"replicas\":3,\"requests\":9,\"events\":"
            + "[{\"type\":\"part_end\",\"time\":10}]}' | "
            + "it: events[0].time: 10 is no time from 0 to 9.0 s",
        "'{\"lifetime\":9,\"replicas\":3,\"requests\":9,\"events\":[{\"type\":\"kill_leader\","
            + "\"time\":1},{\"type\":\"kill_non_leader\",\"time\":2}]}' | "
            + "it: events: 2 kills of 3 replicas leave no majority",
        "'{\"lifetime\":9,\"replicas\":3,\"requests\":9,\"tests\":{\"benchmarks\":"
            + "{\"failures\":[1,2]}}}' | it: tests.benchmarks.failures: three numbers are needed, "
            + "bonus, full and partial, not [1,2]",
        "'[]' | it: a configuration is a JSON object",
      })
  void that_is_wrong_is_told_so_in_one_line(String text, String line) {
    assertEquals(List.of(line), ConfigurationFile.read("it", text).mistakes());
  }

  @Test
  void is_told_where_it_is_no_JSON_and_which_fields_there_are() {
    List<String> broken = ConfigurationFile.read("it", "{\"lifetime\":\n 3,,}").mistakes();
    List<String> odd =
        ConfigurationFile.read("it", "{\"lifetime\":9,\"replicas\":3,\"requests\":9,\"drop\":1}")
            .mistakes();

    assertTrue(broken.getFirst().startsWith("it: no JSON: line 2, column 4: "), broken::toString);
    assertTrue(odd.getFirst().startsWith("it: drop: no such field; known are "), odd::toString);
  }

  @Test
  void has_all_its_mistakes_told_at_once() {
    String text = "{\"lifetime\":1,\"replicas\":1,\"requests\":0}";

    assertEquals(3, ConfigurationFile.read("it", text).mistakes().size());
  }

  private static Configuration read(String text) {
    ConfigurationFile.Read read = ConfigurationFile.read("it", text);
    return read.configuration().orElseThrow(() -> new AssertionError(read.mistakes()));
  }
}
