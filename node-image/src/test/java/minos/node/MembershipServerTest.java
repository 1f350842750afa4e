package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.eventually;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.client.ClusterView;
import minos.client.Outcome;
import minos.node.net.HostPort;
import minos.raft.Member;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three servers with an operator")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MembershipServerTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");
  private static final NodeId N3 = new NodeId("n3");
  private static final NodeId N4 = new NodeId("n4");
  private static final NodeId N5 = new NodeId("n5");

  @TempDir private Path folder;
  private TestCluster cluster;
  private TestCluster.Caller anna;

  @BeforeEach
  void start() throws IOException {
    cluster = new TestCluster(folder, 3).startAll();
    anna = cluster.client();
    assertEquals(done(), anna.put("x", "1"));
  }

  @AfterEach
  void close() throws IOException {
    cluster.close();
  }

  @Test
  void say_who_belongs_and_who_leads() {
    ClusterView view = administered(anna.members());

    assertEquals(Optional.of(cluster.leader()), view.leader());
    assertEquals(List.of(N1, N2, N3), List.copyOf(view.membership().voters()));
    cluster.addresses.forEach((node, address) ->
        assertEquals(
            Optional.of(address.toString()),
            Optional.ofNullable(view.membership().members().get(node)).map(Member::address)));
  }

  /** The new one is told only its own address, and learns the rest from those who call it. */
  @Test
  void take_a_fourth_in_that_has_all_their_state() throws IOException {
    HostPort address = cluster.reserve(N4);
    cluster.startAlone(N4);

    ClusterView view = administered(anna.change(MembershipChange.add(N4, address.toString())));
    cluster.stop(N1);
    assertEquals(done(), cluster.client().put("y", "2"));

    assertEquals(List.of(N1, N2, N3, N4), List.copyOf(view.membership().voters()));
    assertEquals(value("1"), cluster.client().get("x"));
    assertTrue(cluster.server(N4).status().contains("\"voters\":[\"n1\",\"n2\",\"n3\",\"n4\"]"));
  }

  @Test
  void are_replaced_two_at_once_and_serve_on() throws IOException {
    String fourth = cluster.reserve(N4).toString();
    String fifth = cluster.reserve(N5).toString();
    cluster.startAlone(N4);
    cluster.startAlone(N5);

    ClusterView view =
        administered(
            anna.change(
                MembershipChange.replace(N1, N4, fourth)
                    .and(MembershipChange.replace(N2, N5, fifth))));
    cluster.stop(N1);
    cluster.stop(N2);

    assertEquals(List.of(N3, N4, N5), List.copyOf(view.membership().voters()));
    TestCluster.Caller bert = cluster.client();
    assertEquals(value("1"), bert.get("x"));
    assertEquals(done(), bert.put("x", "2"));
  }

  @Test
  void hand_the_leadership_over() {
    NodeId leader = cluster.leader();
    NodeId next = leader.equals(N1) ? N2 : N1;

    ClusterView view = administered(anna.transfer(Optional.of(next)));

    assertEquals(Optional.of(next), view.leader());
    assertEquals(next, cluster.leader());
    assertEquals(done(), anna.put("x", "2"));
  }

  @Test
  void go_on_without_their_leader_when_it_is_removed() {
    NodeId leader = cluster.leader();

    assertInstanceOf(Outcome.Administered.class, anna.change(MembershipChange.remove(leader)));

    assertEquals(done(), anna.put("x", "2"));
    ClusterView view = administered(anna.members());
    assertEquals(2, view.membership().voters().size());
    assertTrue(!view.membership().members().containsKey(leader));
    assertTrue(!view.leader().equals(Optional.of(leader)));
  }

  @Test
  void decline_with_a_reason() {
    assertEquals(
        new Outcome.Rejected("the address of n4: 'nowhere' is not host:port"),
        anna.change(MembershipChange.add(N4, "nowhere")));
    assertEquals(
        new Outcome.Rejected("n9 is no voter"), anna.transfer(Optional.of(new NodeId("n9"))));
    assertEquals(
        new Outcome.Rejected("n1 is a voter: remove it before it becomes a learner"),
        anna.change(MembershipChange.addLearner(N1, "127.0.0.1:1")));
  }

  /** A server that has lost its disk has also forgotten what it promised (facts: Vanlightly). */
  @Test
  void do_not_count_one_whose_disk_was_wiped_until_it_was_removed_and_added_again()
      throws IOException {
    NodeId leader = cluster.leader();
    NodeId wiped = leader.equals(N1) ? N2 : N1;
    NodeId third = leader.equals(N3) ? N2 : N3;
    eventually("all are known", () -> administered(anna.members()).membership().isNamed());
    cluster.stop(wiped);
    wipe(folder.resolve(wiped.name()));
    cluster.start(wiped);
    cluster.stop(third);

    Outcome alone = cluster.client(Duration.ofSeconds(2)).put("x", "2");
    cluster.start(third);
    assertEquals(done(), cluster.client().put("x", "3"));
    administered(anna.change(MembershipChange.remove(wiped)));
    administered(
        anna.change(MembershipChange.add(wiped, String.valueOf(cluster.addresses.get(wiped)))));
    cluster.stop(third);

    assertTrue(!(alone instanceof Outcome.Ok), "two of three, one of them a stranger: " + alone);
    assertEquals(done(), cluster.client().put("x", "4"));
  }

  @Test
  void do_not_begin_anew_when_two_have_lost_their_disks() throws IOException {
    for (NodeId server : List.of(N1, N2, N3)) {
      cluster.stop(server);
    }
    for (NodeId server : List.of(N2, N3)) {
      wipe(folder.resolve(server.name()));
      cluster.start(server);
    }

    Outcome withoutTheThird = cluster.client(Duration.ofSeconds(2)).put("x", "2");
    cluster.start(N1);
    Outcome withAll = cluster.client(Duration.ofSeconds(2)).put("x", "3");

    assertTrue(!(withoutTheThird instanceof Outcome.Ok), withoutTheThird::toString);
    assertTrue(!(withAll instanceof Outcome.Ok), withAll::toString);
    assertEquals(List.of(), List.copyOf(cluster.fatal));
    assertTrue(
        cluster.log.stream().anyMatch(line -> line.contains("begins once all of n1 n2 n3")),
        "they say what they wait for");
  }

  private static void wipe(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static ClusterView administered(Outcome outcome) {
    return assertInstanceOf(Outcome.Administered.class, outcome).cluster();
  }
}
