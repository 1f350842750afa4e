package minos.raft;

import static minos.raft.Ensemble.node;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SortedSet;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the rules of membership change guard against: whole schedules, and what is lost in them. */
@DisplayName("A cluster whose members change")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MembershipBugTest {

  /** As in dissertation §4.1: one server at a time, no joint configuration, whatever commits. */
  private static class OneServerAtATime extends Rules {
    @Override
    public List<SortedSet<NodeId>> electorates(
        SortedSet<NodeId> voters, SortedSet<NodeId> outgoing) {
      return List.of(voters);
    }
  }

  /** The same without the rule that Ongaro gave afterwards: first an entry of the own term. */
  private static final class OneServerAtATimeAsIn2014 extends OneServerAtATime {
    @Override
    public boolean mayChangeMembership(long commitIndex, long firstIndexOfTerm) {
      return true;
    }
  }

  // Two changes at once (MB02)

  /**
   * n1 is to lead n4 and n5 instead of n2 and n3, from which the network is cut: what comes of it.
   */
  private static Ensemble replacedBehindTheirBacks(Rules rules) {
    Ensemble cluster = new Ensemble(3, rules).campaign(1).start(4).start(5);
    MembershipChange both =
        MembershipChange.addLearner(node(4), "").and(MembershipChange.addLearner(node(5), ""));
    cluster.change(1, 1, both).settle().heartbeat(1);
    cluster.cut(2, 3);
    cluster.change(
        1,
        2,
        MembershipChange.replace(node(2), node(4), "")
            .and(MembershipChange.replace(node(3), node(5), "")));
    cluster.settle().propose(1, 3, "x").settle();
    cluster.heal().cut(1, 4, 5).forgetLeaders().campaign(2).propose(2, 4, "y").settle();
    return cluster.heal().cut(1, 2, 3).forgetLeaders().campaign(4);
  }

  @Test
  void has_one_leader_a_term_and_one_history_where_a_change_waits_for_the_one_before() {
    Ensemble cluster = replacedBehindTheirBacks(Rules.OF_THE_PAPER);

    assertEquals(
        List.of("2 LEADER", "1 FOLLOWER"), List.of(office(cluster, 2), office(cluster, 4)));
    assertEquals(List.of(), cluster.applied(1));
    assertEquals(List.of("y"), cluster.applied(2));
  }

  @Test
  void has_two_leaders_in_one_term_and_two_histories_where_it_does_not() {
    Ensemble cluster = replacedBehindTheirBacks(Flaws.named("MB02").orElseThrow());

    assertEquals(List.of("2 LEADER", "2 LEADER"), List.of(office(cluster, 2), office(cluster, 4)));
    assertEquals(List.of("x"), cluster.applied(1));
    assertEquals(List.of("y"), cluster.applied(2));
  }

  private static String office(Ensemble cluster, int server) {
    RaftCore.Status status = cluster.status(server);
    return status.term() + " " + status.role();
  }

  // A change before the no-op (MB01)

  /**
   * The schedule of raft-dev, 10 July 2015: n1 adds n5 and reaches only that one; n2, elected in
   * the next term, removes n1 and reaches only n3; then n1 campaigns again.
   */
  private static Ensemble twoLeadersChangeOneServerEach(Rules rules) {
    Ensemble cluster = new Ensemble(4, rules).campaign(1).start(5);
    cluster.change(1, 1, MembershipChange.addLearner(node(5), "")).settle().heartbeat(1);
    cluster.cut(2, 3, 4).change(1, 2, MembershipChange.add(node(5), "")).settle();
    cluster.heal().cut(1, 5).lose(message -> message instanceof Message.AppendRequest);
    cluster.forgetLeaders().campaign(2).heal().cut(1, 4, 5);
    cluster.change(2, 3, MembershipChange.remove(node(1))).heartbeat(2).heartbeat(2);
    cluster.propose(2, 4, "x").settle().heartbeat(2);
    cluster.heal().cut(2, 3).forgetLeaders().campaign(1).campaign(1);
    return cluster.propose(1, 5, "y").settle().heartbeat(1);
  }

  @Test
  void loses_what_was_committed_where_single_servers_change_before_the_no_op() {
    Ensemble cluster = twoLeadersChangeOneServerEach(new OneServerAtATimeAsIn2014());

    assertEquals(List.of("x"), cluster.applied(3), "on n2 and n3");
    assertEquals(List.of("y"), cluster.applied(4), "in its place, on n1, n4 and n5");
  }

  @Test
  void loses_nothing_where_single_servers_change_after_the_no_op() {
    Ensemble cluster = twoLeadersChangeOneServerEach(new OneServerAtATime());

    assertEquals(List.of(), cluster.applied(3));
  }

  /** Joint consensus needs a majority of n1 to n4 in any case, which n2 and n3 are not. */
  @Test
  void loses_nothing_by_joint_consensus_even_before_the_no_op() {
    Ensemble cluster = twoLeadersChangeOneServerEach(Flaws.named("MB01").orElseThrow());

    assertEquals(List.of(), cluster.applied(3));
  }
}
