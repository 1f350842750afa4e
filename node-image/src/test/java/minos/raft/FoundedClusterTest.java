package minos.raft;

import static minos.raft.Ensemble.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All must come for the beginning, and never again: see {@link MembershipRules}. */
@DisplayName("A cluster whose disks may be wiped")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FoundedClusterTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static Ensemble newborn(int servers) {
    return new Ensemble(servers, Rules.OF_THE_PAPER, config -> config.as(77));
  }

  /** n1 leads; its entry "x" is committed, and n4 and n5 have nothing yet. */
  private static Ensemble five() {
    Ensemble cluster = newborn(5).lose(message -> message instanceof Message.AppendRequest);
    cluster.campaign(1).heal().cut(4, 5);
    cluster.propose(1, 1, "x").settle().heartbeat(1).heal();
    assertEquals(List.of("x"), cluster.applied(1));
    assertEquals(List.of(), cluster.disk(4), "n4 has an empty log");
    return cluster;
  }

  /** n1 alone has the first entry of all. */
  private static Ensemble begunByOne() {
    Ensemble cluster = newborn(5).lose(message -> message instanceof Message.AppendRequest);
    cluster.campaign(1).heal().crash(1);
    assertEquals(List.of(List.of(1L), List.of()), List.of(cluster.disk(1), cluster.disk(2)));
    return cluster;
  }

  private static List<Integer> leaders(Ensemble cluster, int servers, List<Integer> down) {
    return IntStream.rangeClosed(1, servers)
        .filter(server -> !down.contains(server))
        .filter(server -> cluster.status(server).role() == Role.LEADER)
        .boxed()
        .toList();
  }

  private static boolean leads(Ensemble cluster, int servers, Integer... down) {
    return leaders(cluster, servers, List.of(down)).size() == 1;
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void begins_where_all_of_its_first_members_run(int servers) {
    assertTrue(leads(newborn(servers).pass(LONG), servers));
  }

  @ParameterizedTest(name = "of {0}")
  @ValueSource(ints = {2, 3, 5, 9})
  void waits_for_the_last_of_them_without_counting_terms_and_then_begins(int servers) {
    Ensemble cluster = newborn(servers).crash(servers).pass(LONG);
    assertTrue(!leads(cluster, servers, servers));
    assertEquals(0, cluster.status(1).term());

    cluster.restart(servers).pass(LONG);

    assertTrue(leads(cluster, servers));
  }

  /** Whoever is left, one of them remembers, and those who don't may vote for it. */
  @ParameterizedTest(name = "without n{0} and n{1}")
  @CsvSource({"1,2", "1,3", "1,4", "1,5", "2,3", "2,4", "2,5", "3,4", "3,5", "4,5"})
  void needs_no_more_than_a_majority_once_an_entry_is_committed(int one, int other) {
    Ensemble cluster = five().crash(one).crash(other).pass(LONG);

    List<Integer> leaders = leaders(cluster, 5, List.of(one, other));
    assertEquals(1, leaders.size());
    cluster.propose(leaders.getFirst(), 2, "y").settle().heartbeat(leaders.getFirst());

    assertEquals(List.of("x", "y"), cluster.applied(leaders.getFirst()));
  }

  @Test
  void goes_on_with_a_majority_also_when_the_rest_had_begun_to_campaign_with_empty_logs() {
    Ensemble cluster = five().cut(1, 2, 3).pass(LONG);
    assertEquals(1, cluster.status(4).term(), "its inquiries have changed nothing");

    cluster.crash(1).crash(2).heal().pass(LONG);

    assertEquals(List.of(3), leaders(cluster, 5, List.of(1, 2)));
  }

  @Test
  void that_was_begun_by_one_alone_goes_on_with_it_and_a_majority() {
    Ensemble cluster = begunByOne().pass(LONG);
    assertTrue(!leads(cluster, 5, 1), "the others cannot know that nothing was committed");

    cluster.restart(1).crash(4).crash(5).pass(LONG);

    assertEquals(List.of(1), leaders(cluster, 5, List.of(4, 5)));
  }

  @Test
  void that_was_begun_by_one_alone_begins_again_when_that_one_has_lost_its_disk() {
    Ensemble cluster = begunByOne().startFrom(1, 0);

    assertTrue(leads(cluster.pass(LONG), 5));
  }

  /** They have another incarnation, too, which is why nobody elects n1: MembershipServerTest. */
  @Test
  void does_not_begin_anew_where_a_majority_has_lost_its_disks() {
    Ensemble cluster = newborn(3).campaign(1).propose(1, 1, "x").settle();

    cluster.crash(1).startFrom(2, 0).startFrom(3, 0).pass(LONG);

    assertTrue(!leads(cluster, 3, 1));
  }

  @ParameterizedTest(name = "without n{0}")
  @ValueSource(ints = {1, 2, 3})
  void counts_one_that_has_joined_later_like_any_other(int down) {
    Ensemble cluster = newborn(3).campaign(1).start(4);
    cluster.change(1, 9, MembershipChange.add(node(4), "")).settle().heartbeat(1);

    cluster.crash(1).restart(1).crash(down).forgetLeaders().campaign(4);

    assertEquals(Role.LEADER, cluster.status(4).role(), "three of four are a majority");
  }

  @ParameterizedTest(name = "without n{0}")
  @ValueSource(ints = {3, 4, 5})
  void of_which_two_of_three_were_replaced_goes_on_with_any_two(int down) {
    Ensemble cluster = newborn(3).campaign(1).start(4).start(5);
    MembershipChange change =
        MembershipChange.replace(node(1), node(4), "")
            .and(MembershipChange.replace(node(2), node(5), ""));
    cluster.change(1, 9, change).settle().crash(1).crash(2);

    cluster.crash(down).pass(LONG);

    assertTrue(leads(cluster, 5, 1, 2, down));
  }
}
