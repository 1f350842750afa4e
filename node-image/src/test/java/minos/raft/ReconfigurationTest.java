package minos.raft;

import static minos.raft.Ensemble.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotations are of §6 of the paper, where nothing else is said. */
@DisplayName("A cluster whose members change")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReconfigurationTest {
  private static final MembershipChange TWO_OF_THREE =
      MembershipChange.replace(node(2), node(4), "").and(replace(3, 5));

  private static MembershipChange replace(int old, int server) {
    return MembershipChange.replace(node(old), node(server), "");
  }

  private static MembershipChange add(int server) {
    return MembershipChange.add(node(server), "");
  }

  private static MembershipChange learn(int server) {
    return MembershipChange.addLearner(node(server), "");
  }

  private static MembershipChange remove(int server) {
    return MembershipChange.remove(node(server));
  }

  /** n1 leads n1, n2 and n3, which have applied "before". */
  private static Ensemble three() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER).campaign(1);
    return cluster.propose(1, 1, "before").settle();
  }

  private static List<String> steps(Ensemble cluster, int server) {
    return cluster.effects(server, Effect.MembershipChanged.class).stream()
        .map(changed -> changed.membership().toString())
        .toList();
  }

  private static String members(Ensemble cluster, int server) {
    return cluster.status(server).membership().toString();
  }

  private static List<Effect.Confirm> confirmed(Ensemble cluster, int server) {
    return cluster.effects(server, Effect.Confirm.class);
  }

  @Test
  void adds_a_server_that_learns_first_and_then_votes_by_joint_consensus() {
    Ensemble cluster = three().start(4).change(1, 9, add(4)).settle();

    List<String> steps =
        List.of(
            "voters n1 n2 n3, learners n4",
            "voters n1 n2 n3 n4, before n1 n2 n3",
            "voters n1 n2 n3 n4");
    for (int server = 1; server <= 4; server++) {
      assertEquals(steps, steps(cluster, server), "on n" + server);
    }
    assertEquals(List.of(new Effect.Confirm(9)), confirmed(cluster, 1));
    assertEquals(List.of("before"), cluster.heartbeat(1).applied(4));
  }

  @Test
  void removes_a_server_which_knows_it_and_campaigns_no_more() {
    Ensemble cluster = three().change(1, 9, remove(3)).settle();

    assertEquals(List.of("voters n1 n2, before n1 n2 n3", "voters n1 n2"), steps(cluster, 1));
    assertEquals(List.of(new Effect.Confirm(9)), confirmed(cluster, 1));
    assertEquals("voters n1 n2", members(cluster, 3));
    cluster.forgetLeaders().campaign(3);
    assertEquals(List.of(1L, 1L), List.of(cluster.status(3).term(), cluster.status(2).term()));
  }

  @Test
  void replaces_two_of_three_at_once_and_goes_on_without_them() {
    Ensemble cluster = three().start(4).start(5).change(1, 9, TWO_OF_THREE).settle();

    assertEquals("voters n1 n4 n5", members(cluster, 1));
    assertEquals(List.of(new Effect.Confirm(9)), confirmed(cluster, 1));
    cluster.cut(2, 3, 4).propose(1, 10, "after").settle().heartbeat(1);
    assertEquals(List.of("before", "after"), cluster.applied(5));
  }

  /** n4 and n5 have the log, and now are to take the places of n2 and n3. */
  private static Ensemble joint(int silent, int silentToo) {
    Ensemble cluster = three().start(4).start(5);
    cluster.change(1, 8, learn(4).and(learn(5))).settle().heartbeat(1);
    cluster.stallDisk(silent).stallDisk(silentToo);
    return cluster.change(1, 9, TWO_OF_THREE).propose(1, 10, "x").settle();
  }

  /** "Agreement requires separate majorities from both the old and new configurations." */
  @ParameterizedTest(name = "n{0} and n{1} store nothing")
  @CsvSource({"2, 3", "4, 5"})
  void commits_nothing_without_a_majority_of_the_old_and_one_of_the_new(int one, int other) {
    Ensemble cluster = joint(one, other);

    assertEquals("voters n1 n4 n5, before n1 n2 n3", members(cluster, 1));
    assertEquals(List.of("before"), cluster.applied(1));
    cluster.resumeDisk(one);
    assertEquals(List.of("before", "x"), cluster.applied(1));
    assertEquals("voters n1 n4 n5", members(cluster, 1));
  }

  @ParameterizedTest(name = "that is n{0}")
  @CsvSource({"2, false", "4, true"})
  void elects_a_leader_by_both_majorities_and_it_finishes_the_change(int next, boolean stays) {
    Ensemble cluster = joint(2, 3).cut(1).resumeDisk(2).resumeDisk(3);

    cluster.cut(2, 3).forgetLeaders().campaign(4);
    assertEquals(Role.FOLLOWER, cluster.status(4).role(), "n4 and n5 are no old majority");
    cluster.heal().cut(1).forgetLeaders().campaign(next);

    assertEquals("voters n1 n4 n5", members(cluster, 4));
    assertEquals(stays, cluster.status(next).role() == Role.LEADER);
  }

  /** "The leader steps down once it has committed the C-new log entry." */
  @Test
  void loses_a_leader_that_removes_itself_once_the_others_have_committed_that() {
    Ensemble cluster = three().change(1, 9, remove(1)).settle();

    assertEquals(List.of(new Effect.Confirm(9)), confirmed(cluster, 1));
    assertEquals(Role.FOLLOWER, cluster.status(1).role());
    assertEquals("voters n2 n3", members(cluster, 2));
    NodeId next = cluster.status(3).leader().orElseThrow();
    assertTrue(List.of(node(2), node(3)).contains(next), "it has asked one of them to campaign");
  }

  /** "The leader manages a cluster that does not include itself": it is no part of majorities. */
  @Test
  void does_not_count_a_leader_that_is_no_member_any_more() {
    Ensemble cluster = three().stallDisk(3).change(1, 9, remove(1)).settle();

    assertEquals("voters n2 n3, before n1 n2 n3", members(cluster, 1), "n1 and n2 alone");
    assertEquals(Role.LEADER, cluster.status(1).role());
    assertEquals(Role.FOLLOWER, cluster.resumeDisk(3).status(1).role());
    assertEquals(List.of(new Effect.Confirm(9)), confirmed(cluster, 1));
  }

  /** "Removed servers can disrupt the cluster", had they not been disregarded. */
  @Test
  void is_not_disrupted_by_a_server_that_does_not_know_that_it_was_removed() {
    Ensemble cluster = three().cut(3).change(1, 9, remove(3)).settle().heal();

    cluster.campaign(3).heartbeat(1).campaign(3);

    assertEquals(Optional.of(node(1)), cluster.status(2).leader());
    assertEquals(1, cluster.status(1).term());
  }

  @Test
  void gives_up_a_change_that_a_new_leader_has_not_heard_of() {
    Ensemble cluster = three().start(4).cut(1).change(1, 9, add(4)).settle();
    assertEquals("voters n1 n2 n3, learners n4", members(cluster, 1), "committed or not");

    cluster.forgetLeaders().campaign(2).heal().heartbeat(2).heartbeat(2);

    assertEquals("voters n1 n2 n3", members(cluster, 1));
    assertEquals(
        List.of(new Effect.Abandon(9, Optional.of(node(2)))),
        cluster.effects(1, Effect.Abandon.class));
  }

  @Test
  void does_not_count_learners() {
    Ensemble cluster = three().start(4).start(5).change(1, 9, learn(4).and(learn(5))).settle();

    cluster.cut(2, 3).propose(1, 10, "x").settle().heartbeat(1);

    assertEquals(List.of("before"), cluster.applied(1));
    assertEquals("voters n1 n2 n3, learners n4 n5", members(cluster, 4));
  }

  @Test
  void declines_a_second_change_while_one_is_under_way() {
    Ensemble cluster = three().start(4).cut(2, 3).change(1, 8, add(4)).change(1, 9, remove(3));

    assertEquals(
        List.of(new Effect.Decline(9, "another change of the members is under way")),
        cluster.effects(1, Effect.Decline.class));
  }

  /** An operator whose connection broke asks again; it must be safe to. */
  @Test
  void answers_all_who_ask_for_the_same_change_when_it_is_done() {
    Ensemble cluster = three().start(4).cut(2, 3);
    cluster.change(1, 8, add(4)).change(1, 9, add(4)).settle();
    assertEquals(List.of(), confirmed(cluster, 1));

    cluster.heal().heartbeat(1).heartbeat(1);
    cluster.change(1, 10, add(4)).settle();

    assertEquals(
        List.of(new Effect.Confirm(8), new Effect.Confirm(9), new Effect.Confirm(10)),
        confirmed(cluster, 1));
    assertEquals("voters n1 n2 n3 n4", members(cluster, 1));
    assertEquals(List.of(), cluster.effects(1, Effect.Decline.class));
  }

  @Test
  void leaves_all_who_ask_for_the_same_change_in_doubt_when_its_leader_is_deposed() {
    Ensemble cluster = three().start(4).cut(1).change(1, 8, add(4)).change(1, 9, add(4)).settle();

    cluster.forgetLeaders().campaign(2).heal().heartbeat(2);

    assertEquals(
        List.of(
            new Effect.Abandon(8, Optional.of(node(2))),
            new Effect.Abandon(9, Optional.of(node(2)))),
        cluster.effects(1, Effect.Abandon.class));
  }

  @Test
  void is_as_before_when_a_new_server_does_not_answer() {
    Ensemble cluster = three().start(4).cut(4).pass(Duration.ofSeconds(1));
    assertEquals(Role.LEADER, cluster.status(3).role(), "by now");

    cluster.change(3, 9, add(4)).settle().pass(Duration.ofSeconds(10));

    assertEquals(
        List.of(new Effect.Decline(9, "n4 does not answer")),
        cluster.effects(3, Effect.Decline.class));
    assertEquals("voters n1 n2 n3", members(cluster, 2));
  }

  @Test
  void hands_the_leadership_over_when_asked() {
    Ensemble cluster = three().transfer(1, 9, 3).settle();

    assertEquals(Role.LEADER, cluster.status(3).role());
    assertEquals(2, cluster.status(1).term());
    assertEquals(List.of(new Effect.Confirm(9)), confirmed(cluster, 1));
  }

  /** It "aborts the transfer and resumes accepting client requests" (dissertation §3.10). */
  @Test
  void goes_on_with_its_leader_when_the_target_of_a_transfer_does_not_take_over() {
    Ensemble cluster = three().cut(3).transfer(1, 9, 3).settle();
    cluster.propose(1, 10, "x").settle();
    assertEquals(List.of("before"), cluster.applied(1), "it takes nothing meanwhile");

    cluster.pass(Duration.ofMillis(400));

    assertEquals(
        List.of(new Effect.Decline(9, "n3 did not take over in time")),
        cluster.effects(1, Effect.Decline.class));
    cluster.propose(1, 11, "y").settle();
    assertEquals("y", cluster.applied(1).getLast());
  }

  @Test
  void takes_requests_of_a_leader_that_lost_its_office_during_a_transfer_and_won_it_again() {
    Ensemble cluster = three().cut(3).transfer(1, 9, 3).settle();
    cluster.receive(1, 2, new Message.AppendReply(2, false, 0, 0));
    cluster.heal().forgetLeaders().campaign(2).campaign(2);
    assertEquals(
        List.of(new Effect.Decline(9, "n2 leads, not n3")),
        cluster.effects(1, Effect.Decline.class));

    cluster.forgetLeaders().campaign(1).propose(1, 10, "x").settle();

    assertEquals(List.of("before", "x"), cluster.applied(1));
  }
}
