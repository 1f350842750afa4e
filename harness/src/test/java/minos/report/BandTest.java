package minos.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.fault.FaultRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A fault in words")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BandTest {

  @Test
  void names_the_islands_of_a_partition() {
    assertEquals(
        "partition n1 | n2 n3",
        label(Map.of("n1", List.of("n2", "n3"), "n2", List.of("n1"), "n3", List.of("n1"))));
  }

  @Test
  void leaves_out_who_hears_both_sides() {
    assertEquals("partition n1 | n2", label(Map.of("n1", List.of("n2"), "n2", List.of("n1"))));
  }

  @Test
  void never_calls_a_cut_in_one_direction_an_island() {
    assertEquals("partition n1 drops n2 n3", label(Map.of("n1", List.of("n2", "n3"))));
  }

  @Test
  void spells_out_what_is_no_set_of_islands() {
    assertEquals(
        "partition n1 drops n2, n2 drops n1 n3, n3 drops n2 n4, n4 drops n3",
        label(
            Map.of(
                "n1",
                List.of("n2"),
                "n2",
                List.of("n1", "n3"),
                "n3",
                List.of("n2", "n4"),
                "n4",
                List.of("n3"))));
  }

  private static String label(Map<String, List<String>> grudge) {
    return Band.of(
            new FaultRecord(
                "partition",
                new TreeMap<>(grudge),
                1,
                1L,
                List.of("seen"),
                2L,
                List.of("seen"),
                List.of(),
                0,
                0,
                false),
            3)
        .label();
  }
}
