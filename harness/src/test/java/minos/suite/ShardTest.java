package minos.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A shard")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShardTest {
  @ParameterizedTest(name = "{0}={1} and {2}={3} is the second of four")
  @CsvSource({
    "MINOS_SHARD_INDEX, 2, MINOS_SHARD_COUNT, 4",
    "CI_NODE_INDEX, 2, CI_NODE_TOTAL, 4",
    "BUILDKITE_PARALLEL_JOB, 1, BUILDKITE_PARALLEL_JOB_COUNT, 4",
    "CIRCLE_NODE_INDEX, 1, CIRCLE_NODE_TOTAL, 4",
    "SYSTEM_JOBPOSITIONINPHASE, 2, SYSTEM_TOTALJOBSINPHASE, 4",
    "JOB_COMPLETION_INDEX, 1, MINOS_SHARD_COUNT, 4"
  })
  void is_known_from_the_variables_of_CI_systems(
      String index, String at, String count, String all) {
    assertEquals(new Shard(2, 4), Shard.parse("auto", Map.of(index, at, count, all)));
  }

  @Test
  void is_written_like_2_of_4() {
    assertEquals(new Shard(2, 4), Shard.parse("2/4", Map.of()));
    assertEquals("2/4", new Shard(2, 4).label());
  }

  @ParameterizedTest
  @CsvSource({
    "0/4, there is no shard 0 of 4; take 1/4 to 4/4",
    "5/4, there is no shard 5 of 4",
    "two, write it like 2/4",
    "auto, no CI system says which shard this is"
  })
  void is_refused_with_what_to_do(String text, String line) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Shard.parse(text, Map.of()));

    assertTrue(String.valueOf(refusal.getMessage()).contains(line), refusal::getMessage);
  }
}
