package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import minos.cluster.Grudge;
import minos.generate.Seed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A shape of partition")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShapeTest {
  private static final int SEEDS = 100;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void cuts_something_but_no_node_from_itself(Shape shape) {
    for (int size = shape.nodesMin(); size <= 9; size++) {
      List<String> nodes = nodes(size);
      for (Grudge grudge : grudges(shape, nodes)) {
        assertFalse(grudge.drops().isEmpty());
        nodes.forEach(node -> assertFalse(grudge.cuts(node, node), grudge::toString));
        assertTrue(nodes.containsAll(grudge.drops().keySet()));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "ONE_WAY", mode = EnumSource.Mode.EXCLUDE)
  void cuts_both_ways(Shape shape) {
    for (int size = shape.nodesMin(); size <= 9; size++) {
      List<String> nodes = nodes(size);
      for (Grudge grudge : grudges(shape, nodes)) {
        for (String a : nodes) {
          nodes.forEach(b -> assertEquals(grudge.cuts(a, b), grudge.cuts(b, a), grudge::toString));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void is_refused_where_it_would_cut_nothing(Shape shape) {
    List<String> tooFew = nodes(shape.nodesMin() - 1);

    assertThrows(IllegalArgumentException.class, () -> shape.over(tooFew, List.of(), new Seed(1)));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void comes_from_its_seed_alone(Shape shape) {
    List<String> nodes = nodes(5);

    Grudge grudge = shape.over(nodes, List.of(), new Seed(8));

    assertEquals(grudge, shape.over(nodes, List.of(), new Seed(8)));
    int different = new HashSet<>(grudges(shape, nodes)).size();
    assertTrue(shape == Shape.ALL ? different == 1 : different >= 5, "chance has a say");
  }

  @Test
  void leader_leaves_it_in_a_minority() {
    Set<Integer> company = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Grudge grudge = Shape.LEADER.over(nodes(5), List.of("n4"), new Seed(seed));

      company.add(view(grudge, nodes(5), "n4").size());
    }
    assertEquals(Set.of(1, 2), company, "alone or with a few");
  }

  @Test
  void followers_leaves_the_leader_in_the_least_majority() {
    Set<Integer> company = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Grudge grudge = Shape.FOLLOWERS.over(nodes(5), List.of("n4"), new Seed(seed));

      company.add(view(grudge, nodes(5), "n4").size());
    }
    assertEquals(Set.of(3), company);
  }

  @Test
  void all_leaves_every_node_alone() {
    Grudge grudge = Shape.ALL.over(nodes(5), List.of(), new Seed(1));

    assertEquals(List.of(1, 1, 1, 1, 1), seenBy(grudge, nodes(5)));
  }

  @Test
  void one_leaves_one_node_alone() {
    for (Grudge grudge : grudges(Shape.ONE, nodes(5))) {
      List<Integer> seen = seenBy(grudge, nodes(5));

      assertEquals(List.of(1, 4, 4, 4, 4), seen.stream().sorted().toList());
    }
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {4, 5, 6, 7, 8, 9})
  void a_minority_third_is_fewer_than_that(int size) {
    for (Grudge grudge : grudges(Shape.MINORITY_THIRD, nodes(size))) {
      long apart = seenBy(grudge, nodes(size)).stream().filter(seen -> seen * 3 < size).count();

      assertTrue(apart > 0 && apart * 3 < size, grudge::toString);
    }
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {4, 5, 6, 7, 8, 9})
  void in_a_ring_by_chance_every_node_sees_a_majority_and_none_sees_all(int size) {
    for (Grudge grudge : grudges(Shape.RING_BY_CHANCE, nodes(size))) {
      List<Integer> seen = seenBy(grudge, nodes(size)).stream().sorted().toList();

      assertTrue(seen.getFirst() > size / 2, grudge::toString);
      assertTrue(seen.getFirst() < size, grudge::toString);
    }
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {4, 5, 9})
  void neighbours_see_themselves_and_two_others(int size) {
    for (Grudge grudge : grudges(Shape.NEIGHBOURS, nodes(size))) {
      seenBy(grudge, nodes(size)).forEach(seen -> assertEquals(3, seen));
    }
  }

  @Test
  void primaries_are_alone_each_and_the_others_together() {
    Grudge grudge = Shape.PRIMARIES.over(nodes(5), List.of("n4", "n2"), new Seed(1));

    assertEquals(List.of(3, 1, 3, 1, 3), seenBy(grudge, nodes(5)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ONE, true", "HALVES, true", "MINORITY_THIRD, true", "LEADER, true", "PRIMARIES, true",
    "ALL, false", "RING, false", "NEIGHBOURS, false", "ONE_WAY, false", "BRIDGE, true"
  })
  void leaves_a_majority_that_nothing_disturbs_or_not(Shape shape, boolean leaves) {
    for (Grudge grudge : grudges(shape, nodes(5))) {
      assertEquals(leaves, grudge.leavesMajority(nodes(5)), grudge::toString);
    }
  }

  @Test
  void of_listed_nodes_leaves_them_among_themselves() {
    Grudge grudge = new Listed(List.of("n1", "n4")).over(nodes(5), List.of(), new Seed(1));

    assertEquals(List.of(2, 3, 3, 2, 3), seenBy(grudge, nodes(5)));
  }

  @Test
  void halves_leave_a_majority_and_a_minority() {
    for (Grudge grudge : grudges(Shape.HALVES, nodes(5))) {
      List<Integer> seen = seenBy(grudge, nodes(5));

      assertEquals(List.of(2, 2, 3, 3, 3), seen.stream().sorted().toList());
    }
  }

  @Test
  void a_bridge_is_the_one_node_that_sees_all() {
    for (Grudge grudge : grudges(Shape.BRIDGE, nodes(5))) {
      List<Integer> seen = seenBy(grudge, nodes(5));

      assertEquals(List.of(3, 3, 3, 3, 5), seen.stream().sorted().toList());
    }
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {4, 5, 6, 7, 8, 9})
  void in_a_ring_every_node_sees_another_majority(int size) {
    List<String> nodes = nodes(size);
    for (Grudge grudge : grudges(Shape.RING, nodes)) {
      Set<Set<String>> views = new HashSet<>();
      nodes.forEach(node -> views.add(view(grudge, nodes, node)));

      assertEquals(size, views.size(), grudge::toString);
      views.forEach(view -> assertTrue(view.size() > size / 2, grudge::toString));
    }
  }

  @Test
  void one_way_leaves_one_half_unheard_that_hears_all() {
    Set<Integer> deaf = new TreeSet<>();
    for (Grudge grudge : grudges(Shape.ONE_WAY, nodes(5))) {
      deaf.add(grudge.drops().size());
      Set<String> unheard = new TreeSet<>(nodes(5));
      unheard.removeAll(grudge.drops().keySet());

      grudge.drops().values().forEach(dropped -> assertEquals(unheard, dropped));
    }
    assertEquals(Set.of(2, 3), deaf, "either half may be the deaf one");
  }

  private static List<Grudge> grudges(Shape shape, List<String> nodes) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> shape.over(nodes, List.of(), new Seed(seed)))
        .toList();
  }

  private static List<Integer> seenBy(Grudge grudge, List<String> nodes) {
    return nodes.stream().map(node -> view(grudge, nodes, node).size()).toList();
  }

  private static Set<String> view(Grudge grudge, List<String> nodes, String node) {
    Set<String> view = new TreeSet<>(nodes);
    view.removeIf(source -> grudge.cuts(source, node));
    return view;
  }

  private static List<String> nodes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "n" + i).toList();
  }
}
