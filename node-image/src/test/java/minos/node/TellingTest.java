package minos.node;

import static minos.node.OperationTest.scrape;
import static minos.node.OperationTest.text;
import static minos.node.TestCluster.done;
import static minos.node.TestCluster.eventually;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import minos.client.Outcome;
import minos.node.config.Operation;
import minos.node.disk.FaultyDisk;
import minos.node.json.JsonReader;
import minos.raft.Compaction;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The event log and the figures of real servers tell of")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TellingTest {
  private static final NodeId FIRST = new NodeId("n1");
  private static final String LARGE = "v".repeat(10_000);

  @TempDir private Path folder;

  private TestCluster cluster(int size) throws IOException {
    TestCluster cluster = new TestCluster(folder, size);
    cluster.compaction = new Compaction(100_000, 1000, 10_000);
    cluster.operation =
        node ->
            new Operation(Optional.of(events(node)), Optional.empty(), Optional.empty(), List.of());
    return cluster;
  }

  private Path events(NodeId node) {
    return folder.resolve(node + ".events");
  }

  @Test
  void snapshots_that_are_taken_and_installed() throws Exception {
    try (TestCluster cluster = cluster(3).startAll()) {
      NodeId leader = cluster.leader();
      NodeId late = leader.equals(FIRST) ? new NodeId("n3") : FIRST;
      cluster.stop(late);
      fill(cluster, 30);
      await(leader, "snapshot-taken");

      cluster.start(late);

      Map<?, ?> installed = await(late, "snapshot-installed");
      assertTrue(Long.parseLong(text(installed, "index")) > 10, installed::toString);
      assertTrue(Long.parseLong(text(installed, "term")) >= 1, installed::toString);
      assertEquals(1, scrape(cluster, late).value("minos_node_snapshots_installed_total"));
      assertTrue(scrape(cluster, leader).value("minos_node_snapshots_taken_total") >= 1);
    }
  }

  @Test
  void the_members_of_their_cluster() throws Exception {
    try (TestCluster cluster = cluster(1).startAll()) {
      NodeId second = new NodeId("n2");
      String address = cluster.reserve(second).toString();
      cluster.startAlone(second);

      Outcome outcome = cluster.client().change(MembershipChange.addLearner(second, address));

      assertTrue(outcome instanceof Outcome.Administered, outcome::toString);
      for (NodeId node : List.of(FIRST, second)) {
        eventually(
            node + " tells of n2",
            () ->
                told(node, "membership-changed").stream()
                    .anyMatch(event -> text(event, "membership").contains("n2")));
      }
    }
  }

  @Test
  void a_disk_that_runs_full_and_has_room_again() throws Exception {
    try (TestCluster cluster = cluster(1)) {
      FaultyDisk disk = startOnDiskOf(5 << 20, cluster);

      assertEquals("low", text(await(FIRST, "disk-full"), "room"));
      disk.limitTo(Long.MAX_VALUE);
      await(FIRST, "disk-free");
      assertEquals(done(), cluster.client().put("x", "1"));
    }
  }

  @Test
  void a_snapshot_that_a_full_disk_does_not_take_while_the_server_goes_on() throws Exception {
    try (TestCluster cluster = cluster(1)) {
      FaultyDisk disk = startOnDiskOf((12 << 20) + 60_000, cluster); // two segments, hardly more
      fill(cluster, 15);

      Map<?, ?> refused = await(FIRST, "snapshot-given-up");

      assertEquals("No space left on device", text(refused, "why"));
      assertTrue(scrape(cluster, FIRST).value("minos_node_snapshots_given_up_total") >= 1);
      assertTrue(
          cluster.log.stream().anyMatch(line -> line.contains("given up (No space left")),
          cluster.log::toString);
      assertEquals(value(LARGE), cluster.client().get("k3"));
      disk.limitTo(Long.MAX_VALUE);
      fill(cluster, 30);
      await(FIRST, "snapshot-taken");
    }
  }

  @Test
  void a_snapshot_that_was_damaged_and_that_the_others_have_given_back() throws Exception {
    try (TestCluster cluster = cluster(3).startAll()) {
      NodeId leader = cluster.leader();
      NodeId third =
          cluster.addresses.keySet().stream()
              .filter(node -> !node.equals(leader))
              .findFirst()
              .orElseThrow();
      fill(cluster, 30);
      await(third, "snapshot-taken");
      cluster.stop(third);
      Path snapshot = folder.resolve(third.name()).resolve("raft.snapshot");
      byte[] bytes = Files.readAllBytes(snapshot);
      bytes[20] ^= 1; // so that nobody knows what it covered
      Files.write(snapshot, bytes);

      cluster.start(third);

      eventually(
          "it has all that the others have",
          () -> applied(cluster, third).equals(applied(cluster, cluster.leader())));
      assertTrue(
          cluster.log.stream()
              .anyMatch(line ->
                  line.contains("raft.snapshot: corrupted") && line.contains("put aside as")),
          cluster.log::toString);
      try (var names = Files.list(folder.resolve(third.name()))) {
        assertTrue(names.anyMatch(name -> name.toString().endsWith("-raft.snapshot")));
      }
      assertEquals(value(LARGE), cluster.client().get("k3"));
    }
  }

  /** Starts a server that has room for so many bytes. */
  private static FaultyDisk startOnDiskOf(long bytes, TestCluster cluster) throws IOException {
    AtomicReference<FaultyDisk> disk = new AtomicReference<>();
    cluster.disks =
        node ->
            below -> {
              disk.set(new FaultyDisk(below));
              disk.get().limitTo(bytes);
              return disk.get();
            };
    cluster.startAll();
    return disk.get();
  }

  private static void fill(TestCluster cluster, int puts) {
    var anna = cluster.client();
    for (int i = 0; i < puts; i++) {
      assertEquals(done(), anna.put("k" + i % 20, LARGE));
    }
  }

  private Map<?, ?> await(NodeId node, String event) {
    eventually(node + " tells of " + event, () -> !told(node, event).isEmpty());
    return Objects.requireNonNull(told(node, event).getFirst());
  }

  private List<Map<?, ?>> told(NodeId node, String event) {
    try {
      return Files.readAllLines(events(node)).stream()
          .<Map<?, ?>>map(line -> (Map<?, ?>) JsonReader.read("events", line).value())
          .filter(one -> text(one, "event").equals(event))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String applied(TestCluster cluster, NodeId node) {
    String status = cluster.server(node).status();
    return text((Map<?, ?>) JsonReader.read("status", status).value(), "appliedIndex");
  }
}
