package minos.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The plan of a suite")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanTest {
  @Test
  void has_every_combination_of_a_matrix_once_and_all_with_one_seed_before_the_next()
      throws Exception {
    Plan plan = Plan.of(suite(block(List.of("1", "2"), List.of("register", "queue"), List.of())));

    assertEquals(
        List.of("register 1", "queue 1", "register 2", "queue 2"),
        plan.cases().stream().map(PlanTest::inShort).toList());
  }

  @Test
  void leaves_out_what_an_exclusion_names_and_adds_what_is_included() throws Exception {
    Block block = block(List.of("1", "2"), List.of("register", "queue"), List.of());
    Block changed =
        new Block(
            block.options(),
            List.of(Map.of("workload", List.of("queue"), "seed", List.of("2"))),
            List.of(options(List.of("9"), List.of("lock"))),
            Case.Expectation.VALID,
            false,
            "x.yaml:3");

    assertEquals(
        List.of("register 1", "queue 1", "register 2", "lock 9"),
        Plan.of(suite(changed)).cases().stream().map(PlanTest::inShort).toList());
  }

  @Test
  void gives_each_matrix_its_share_however_soon_time_is_up() throws Exception {
    Block few = block(seeds(10), List.of("register"), List.of());
    Block many = block(seeds(100), List.of("queue"), List.of());

    List<String> first =
        Plan.of(suite(many, few)).cases().stream().limit(22).map(PlanTest::inShort).toList();

    assertEquals(2, first.stream().filter(one -> one.startsWith("register")).count());
  }

  @Test
  void begins_with_the_scenarios() throws Exception {
    Case canary = Cases.flawed("a canary", 4);
    Suite suite = suite(block(seeds(3), List.of("register"), List.of()));

    Plan plan =
        Plan.of(
            new Suite(
                suite.name(),
                List.of(canary),
                suite.blocks(),
                Optional.empty(),
                1,
                Suite.Tolerance.DEFAULT,
                List.of()));

    assertEquals(canary, plan.cases().getFirst());
  }

  @Test
  void has_names_that_tell_all_cases_apart() throws Exception {
    Plan plan = Plan.of(suite(block(seeds(50), List.of("register", "queue"), List.of())));

    assertEquals(
        100,
        new HashSet<>(plan.cases().stream().map(one -> one.classname() + one.name()).toList())
            .size());
    assertEquals("kill x5 in sim 30s [seed 1]", plan.cases().getFirst().name());
    assertEquals("kill x5 in sim 30s", plan.cases().getFirst().group());
  }

  @Test
  void refuses_the_same_case_twice_and_says_where() {
    Block block = block(seeds(1), List.of("register"), List.of());

    Plan.SameCaseTwice refusal =
        assertThrows(Plan.SameCaseTwice.class, () -> Plan.of(suite(block, block)));

    assertTrue(
        String.valueOf(refusal.getMessage())
            .startsWith("x.yaml:3: the same case is asked for at x.yaml:3"),
        refusal::getMessage);
  }

  @Test
  void falls_apart_into_shards_that_share_nothing_and_lack_nothing() throws Exception {
    Plan plan = Plan.of(suite(block(seeds(17), List.of("register", "queue"), List.of())));

    List<Case> together = new ArrayList<>();
    for (int shard = 1; shard <= 5; shard++) {
      together.addAll(plan.of(new Shard(shard, 5)).cases());
    }

    assertEquals(plan.cases().size(), together.size());
    assertEquals(new HashSet<>(plan.cases()), new HashSet<>(together));
    assertEquals(plan.of(new Shard(2, 5)), plan.of(new Shard(2, 5)));
  }

  @Test
  void has_a_digest_that_changes_with_any_case() throws Exception {
    String digest = Plan.of(suite(block(seeds(3), List.of("register"), List.of()))).digest();

    assertEquals(16, digest.length());
    assertEquals(digest, Plan.of(suite(block(seeds(3), List.of("register"), List.of()))).digest());
    assertTrue(
        !digest.equals(Plan.of(suite(block(seeds(4), List.of("register"), List.of()))).digest()));
  }

  private static String inShort(Case one) {
    return one.option("workload") + " " + one.option("seed");
  }

  private static List<String> seeds(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  private static Suite suite(Block... blocks) {
    return new Suite(
        "nightly",
        List.of(),
        List.of(blocks),
        Optional.empty(),
        1,
        Suite.Tolerance.DEFAULT,
        List.of());
  }

  private static Block block(
      List<String> seeds, List<String> workloads, List<Map<String, List<String>>> excludes) {
    return new Block(
        options(seeds, workloads), excludes, List.of(), Case.Expectation.VALID, false, "x.yaml:3");
  }

  private static Map<String, List<String>> options(List<String> seeds, List<String> workloads) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("system", List.of("raft-kv"));
    options.put("workload", workloads);
    options.put("in", List.of("sim"));
    options.put("faults", List.of("kill"));
    options.put("nodes", List.of("5"));
    options.put("time", List.of("30s"));
    options.put("seed", seeds);
    return options;
  }
}
