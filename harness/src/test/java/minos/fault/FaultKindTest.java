package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minos.cluster.Capability;
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
  private static final Breakable ALL = Breakable.inEveryWay(5);
  private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4", "n5");

  @Test
  void are_a_family_or_one_of_its_members() {
    List<FaultKind> kinds = FaultKind.parse("partition, kill-leader", Breakable.inEveryWay(5));

    assertEquals(List.of("partition", "kill-leader"), kinds.stream().map(FaultKind::name).toList());
    assertEquals(7, kinds.getFirst().faults().size());
    assertEquals(List.of(new Fault.Kill(Target.LEADER)), kinds.getLast().faults());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "kill-minority-third",
    "kill-random",
    "kill-primaries",
    "partition-minority-third",
    "kill-n1+n3",
    "partition-n2"
  })
  void are_drawn_by_chance_only_where_earlier_seeds_know_them(String byItsNameOnly) {
    Fault fault = FaultKind.parse(byItsNameOnly, ALL).getFirst().faults().getFirst();

    assertEquals(byItsNameOnly, fault.label());
    assertTrue(
        FaultKind.parse(fault.group().label(), ALL).getFirst().faults().stream()
            .noneMatch(fault::equals));
  }

  @Test
  void name_exactly_the_nodes_that_they_hit() {
    Victims listed = new Listed(List.of("n4", "n2"));

    assertEquals(Optional.of(new Fault.Pause(listed)), Fault.labelled("pause-n4+n2"));
    assertEquals(
        new Victims.Choice(List.of("n2", "n4"), List.of()),
        listed.choose(FIVE, List.of(), new Seed(1)));
    assertEquals(Optional.empty(), Fault.labelled("pause-n2+n2"), "twice");
    assertEquals(Optional.empty(), Fault.labelled("pause-n0"));
  }

  @Test
  void are_refused_with_the_reason_where_the_system_is_not_open_to_them() {
    Breakable noPause = new Breakable(5, Map.of(Capability.PAUSE, "nothing can stop it"));

    assertEquals(
        "fault pause-one cannot be had here: nothing can stop it",
        assertThrows(
                IllegalArgumentException.class, () -> FaultKind.parse("kill,pause-one", noPause))
            .getMessage());
    assertEquals(1, FaultKind.parse("kill", noPause).size());
  }

  @Test
  void are_none_if_none_is_asked_for() {
    List<FaultKind> kinds = FaultKind.parse("none", Breakable.inEveryWay(5));

    assertEquals(List.of(), kinds);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void are_all_known_by_the_names_in_the_list(String name) {
    List<FaultKind> kinds = FaultKind.parse(name, Breakable.inEveryWay(5));

    assertEquals(name, kinds.getFirst().name());
    assertTrue(kinds.getFirst().faults().stream().allMatch(f -> f.label().startsWith(name)));
  }

  static Stream<String> names() {
    return FaultKind.all().keySet().stream();
  }

  @Test
  void leave_out_what_would_do_nothing_in_so_small_a_cluster() {
    List<Fault> faults = FaultKind.parse("partition", Breakable.inEveryWay(3)).getFirst().faults();

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
        "kill-n1+n4 | 3 | fault kill-n1+n4 would inject nothing with 3 nodes: take at least 4, or"
            + " leave it out",
        "partition-n1+n2 | 2 | fault partition-n1+n2 would inject nothing with 2 nodes: take at"
            + " least 3, or leave it out",
        "pause-minority | 2 | fault pause-minority would inject nothing with 2 nodes: take at least"
            + " 3, or leave it out",
        "kill,kill | 5 | fault kill is asked for twice: name it once",
        "none,kill | 5 | fault none stands alone: leave it out or the others"
      })
  void are_refused_in_one_line(String list, int nodes, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FaultKind.parse(list, Breakable.inEveryWay(nodes)));

    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"partion, partition", "kil-leader, kill-leader", "pause_all, pause-all", "'', kill"})
  void are_guessed_where_they_are_unknown(String wrong, String meant) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> FaultKind.parse(wrong, Breakable.inEveryWay(5)));

    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.contains("did you mean " + meant + "? Known: partition, partition-reject, "),
        message);
    assertEquals(1, message.lines().count());
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "ONE, 5, 1",
    "MINORITY, 5, 2",
    "MAJORITY, 5, 3",
    "ALL, 5, 5",
    "LEADER, 5, 1",
    "MINORITY_THIRD, 5, 1",
    "MINORITY_THIRD, 3, 0",
    "MINORITY_THIRD, 7, 2",
    "MINORITY, 4, 1",
    "MAJORITY, 4, 3",
    "MINORITY, 3, 1",
    "ONE, 1, 1",
    "MINORITY, 1, 0"
  })
  void hit_as_many_nodes_as_they_say(Target target, int nodes, int size) {
    assertEquals(size, target.size(nodes));
  }

  @Test
  void hit_the_leader_that_is_known() {
    Victims.Choice choice = Target.LEADER.choose(FIVE, List.of("n4"), new Seed(1));

    assertEquals(new Victims.Choice(List.of("n4"), List.of()), choice);
  }

  @Test
  void hit_all_who_claim_to_lead() {
    assertEquals(
        List.of("n2", "n5"),
        Target.PRIMARIES.choose(FIVE, List.of("n5", "n2"), new Seed(1)).nodes());
    assertEquals(
        List.of("n5"), Target.LEADER.choose(FIVE, List.of("n5", "n2"), new Seed(1)).nodes());
  }

  @Test
  void hit_any_number_of_nodes_where_even_that_is_chance() {
    List<Integer> sizes =
        Stream.iterate(new Seed(1), Seed::next)
            .limit(200)
            .map(seed -> Target.RANDOM.choose(FIVE, List.of(), seed).nodes().size())
            .distinct()
            .sorted()
            .toList();

    assertEquals(List.of(1, 2, 3, 4, 5), sizes);
  }

  @Test
  void hit_other_nodes_with_another_seed() {
    List<List<String>> hit =
        Stream.iterate(new Seed(1), Seed::next)
            .limit(100)
            .map(seed -> Target.MINORITY.choose(FIVE, List.of(), seed).nodes())
            .distinct()
            .toList();

    assertEquals(10, hit.size(), "all pairs of five");
  }
}
