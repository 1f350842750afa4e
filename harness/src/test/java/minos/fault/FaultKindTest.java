package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.generate.Seed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Kinds of faults, as users ask for them,")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultKindTest {
  private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4", "n5");

  @Test
  void are_a_family_or_one_of_its_members() {
    List<FaultKind> kinds = FaultKind.parse("partition, kill-leader", 5);

    assertEquals(List.of("partition", "kill-leader"), kinds.stream().map(FaultKind::name).toList());
    assertEquals(Shape.values().length, kinds.getFirst().faults().size());
    assertEquals(List.of(new Fault.Kill(Target.LEADER)), kinds.getLast().faults());
  }

  @Test
  void are_none_if_none_is_asked_for() {
    List<FaultKind> kinds = FaultKind.parse("none", 5);

    assertEquals(List.of(), kinds);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void are_all_known_by_the_names_in_the_list(String name) {
    List<FaultKind> kinds = FaultKind.parse(name, 5);

    assertEquals(name, kinds.getFirst().name());
    assertTrue(kinds.getFirst().faults().stream().allMatch(f -> f.label().startsWith(name)));
  }

  static Stream<String> names() {
    return FaultKind.names().stream();
  }

  @Test
  void leave_out_what_would_do_nothing_in_so_small_a_cluster() {
    List<Fault> faults = FaultKind.parse("partition", 3).getFirst().faults();

    assertEquals(
        List.of(
            "partition-one",
            "partition-halves",
            "partition-bridge",
            "partition-one-way",
            "partition-leader",
            "partition-all"),
        faults.stream().map(Fault::label).toList());
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "partition | 1 | fault partition would inject nothing with 1 node: take at least 2, or"
            + " leave it out",
        "kill,partition-ring | 3 | fault partition-ring would inject nothing with 3 nodes: take at"
            + " least 4, or leave it out",
        "pause-minority | 2 | fault pause-minority would inject nothing with 2 nodes: take at least"
            + " 3, or leave it out",
        "kill,kill | 5 | fault kill is asked for twice: name it once",
        "none,kill | 5 | fault none stands alone: leave it out or the others"
      })
  void are_refused_in_one_line(String list, int nodes, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FaultKind.parse(list, nodes));

    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"partion, partition", "kil-leader, kill-leader", "pause_all, pause-all", "'', kill"})
  void are_guessed_where_they_are_unknown(String wrong, String meant) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FaultKind.parse(wrong, 5));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("did you mean " + meant + "? Known: partition, kill, "), message);
    assertEquals(1, message.lines().count());
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "ONE, 5, 1", "MINORITY, 5, 2", "MAJORITY, 5, 3", "ALL, 5, 5", "LEADER, 5, 1",
    "MINORITY, 4, 1", "MAJORITY, 4, 3", "MINORITY, 3, 1", "ONE, 1, 1", "MINORITY, 1, 0"
  })
  void hit_as_many_nodes_as_they_say(Target target, int nodes, int size) {
    assertEquals(size, target.size(nodes));
  }

  @Test
  void hit_the_leader_that_is_known() {
    Target.Choice choice = Target.LEADER.choose(FIVE, Optional.of("n4"), new Seed(1));

    assertEquals(new Target.Choice(List.of("n4"), List.of()), choice);
  }

  @Test
  void hit_other_nodes_with_another_seed() {
    List<List<String>> hit =
        Stream.iterate(new Seed(1), Seed::next)
            .limit(100)
            .map(seed -> Target.MINORITY.choose(FIVE, Optional.empty(), seed).nodes())
            .distinct()
            .toList();

    assertEquals(10, hit.size(), "all pairs of five");
  }
}
