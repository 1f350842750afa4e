package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.eventually;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.AdminResponse.ServerStatus;
import minos.client.socket.AdminClient;
import minos.raft.Entry;
import minos.raft.NodeId;
import minos.raft.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server that is asked about itself")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AdministrationTest {
  private final AdminClient admin = new AdminClient(Duration.ofSeconds(5));
  @TempDir private Path folder;

  @Test
  void tells_who_it_is_and_what_it_holds() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      assertEquals(done(), cluster.client().put("x", "1"));
      NodeId leader = cluster.leader();

      ServerStatus status = status(cluster, leader);

      assertEquals(leader, status.self());
      assertEquals(Role.LEADER, status.role());
      assertEquals(Optional.of(leader), status.leader());
      assertTrue(status.term() >= 1);
      assertEquals(1, status.firstIndex());
      // No-op, session and put; and who they are, once all have been met.
      assertTrue(status.lastIndex() == 3 || status.lastIndex() == 4, () -> "" + status);
      assertTrue(status.commitIndex() >= 3);
      assertEquals(status.commitIndex(), status.appliedIndex());
      assertEquals(cluster.addresses.keySet(), status.servers().keySet());
      cluster.addresses.forEach(
          (node, address) -> assertEquals(address.toString(), status.servers().get(node)));
    }
  }

  @Test
  void tells_its_log() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      var anna = cluster.client();
      for (int i = 0; i < 10; i++) {
        assertEquals(done(), anna.put("x", "" + i));
      }
      NodeId leader = cluster.leader();

      assertEquals(List.of(1L, 2L), indexes(log(cluster, leader, 0, 2)));
      assertEquals(List.of(12L, 13L), indexes(log(cluster, leader, 12, 99)));
      assertEquals(List.of(), indexes(log(cluster, leader, 14, 99)));
      assertEquals(List.of(), indexes(log(cluster, leader, 1, -5)));
      assertEquals(13, log(cluster, leader, 1, 1).commitIndex());
    }
  }

  @Test
  void tells_of_a_long_log_no_more_than_fits_one_answer() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      var anna = cluster.client();
      for (int i = 0; i < 4; i++) {
        assertEquals(done(), anna.put("x", "v".repeat(400_000)));
      }

      AdminResponse.LogEntries part = log(cluster, cluster.leader(), 1, 99);

      assertEquals(LongStream.rangeClosed(1, 5).boxed().toList(), indexes(part));
    }
  }

  @Test
  void steps_down_when_it_leads_and_is_detached_and_follows_when_it_is_attached_again()
      throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();
      assertEquals(done(), anna.put("x", "before"));
      NodeId first = cluster.leader();

      assertEquals(new AdminResponse.Done(), ask(cluster, first, new AdminRequest.Detach()));
      eventually(
          "the detached leader knows that it leads no longer",
          () -> status(cluster, first).role() != Role.LEADER);
      assertTrue(status(cluster, first).detached());
      NodeId second = cluster.leader();
      assertNotEquals(first, second);
      assertEquals(done(), anna.put("x", "after"));
      assertEquals(new AdminResponse.Done(), ask(cluster, first, new AdminRequest.Attach()));

      eventually(
          "it has what it missed",
          () ->
              status(cluster, first).appliedIndex() == status(cluster, second).appliedIndex()
                  && status(cluster, first).leader().equals(status(cluster, second).leader()));
      assertEquals(value("after"), cluster.client().get("x"));
    }
  }

  @Test
  void that_is_killed_loses_nothing_acknowledged() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();
      for (int round = 0; round < 3; round++) {
        assertEquals(done(), anna.put("x", "" + round));
        NodeId leader = cluster.leader();
        cluster.kill(leader);
        assertEquals(value("" + round), anna.get("x"));
        cluster.start(leader);
      }
    }
  }

  @Test
  void and_is_not_there_gives_no_answer() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      IOException refused =
          assertThrows(
              IOException.class, () -> ask(cluster, new NodeId("n1"), new AdminRequest.Status()));

      assertEquals("Connection refused", refused.getMessage());
    }
  }

  private ServerStatus status(TestCluster cluster, NodeId node) {
    try {
      return (ServerStatus) ask(cluster, node, new AdminRequest.Status());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private AdminResponse.LogEntries log(TestCluster cluster, NodeId node, long from, int max)
      throws IOException {
    return (AdminResponse.LogEntries) ask(cluster, node, new AdminRequest.Entries(from, max));
  }

  private static List<Long> indexes(AdminResponse.LogEntries log) {
    return log.entries().stream().map(Entry::index).toList();
  }

  private AdminResponse ask(TestCluster cluster, NodeId node, AdminRequest request)
      throws IOException {
    return admin.ask(Objects.requireNonNull(cluster.addresses.get(node)).resolve(), request);
  }
}
