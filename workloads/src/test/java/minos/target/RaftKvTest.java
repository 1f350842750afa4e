package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minos.cluster.Client;
import minos.cluster.Client.Completion;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.Node;
import minos.cluster.SystemUnderTest.Setup;
import minos.cluster.World;
import minos.history.Op;
import minos.link.Delay;
import minos.raft.Rules;
import minos.sim.SimCluster;
import minos.sim.SimSettings;
import minos.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The reference store in the simulation")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RaftKvTest {
  private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4", "n5");

  private final VirtualTime time = new VirtualTime();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void serves_its_clients_through_partitions_kills_and_pauses(long seed) throws Exception {
    SimCluster<SimulatedServer, SimulatedStorage> cluster = start(SimSettings.CALM);
    Session session = new Session(time, cluster, seed, 5, 10);

    session.suffer(9);
    session.finish();
    session.pass(2 * Session.SECOND);

    assertEquals(List.of(), Contradictions.in(session.history));
    assertTrue(session.count(Op.Type.OK) > 500, session.count(Op.Type.OK) + " operations ok");
    assertEquals(
        session.count(Op.Type.INVOKE), session.history.size() - session.count(Op.Type.INVOKE));
    Set<String> states = new TreeSet<>();
    cluster.inspect(server -> states.add(server.status().commitIndex() + " " + server.digest()));
    assertEquals(1, states.size(), states::toString);
    for (Node node : cluster.nodes()) {
      assertEquals(Node.State.RUNNING, node.state(), node.name());
    }
  }

  @Test
  void does_the_same_again_from_the_same_seed(@TempDir Path folder) throws Exception {
    List<Op> once = recorded(5, folder.resolve("once"));
    List<Op> again = recorded(5, folder.resolve("again"));
    List<Op> other = recorded(6, folder.resolve("other"));

    assertEquals(once, again);
    assertNotEquals(once, other);
    for (String node : FIVE) {
      assertEquals(
          Files.readAllLines(folder.resolve("once/" + node + "/node.log")),
          Files.readAllLines(folder.resolve("again/" + node + "/node.log")));
    }
  }

  @Test
  void keeps_what_it_acknowledged_when_every_machine_loses_its_power() throws Exception {
    SimSettings slowDisks =
        SimSettings.CALM
            .withForce(new Delay(50_000_000, 99_000_000, 0, 99_000_000))
            .withPowerLoss(1);
    Cluster cluster = start(slowDisks);
    Completion written = call(cluster.open(0), "write", 42L);

    for (Node node : cluster.nodes()) {
      node.kill();
    }
    for (Node node : cluster.nodes()) {
      node.start();
    }
    Completion read = call(cluster.open(1), "read", null);

    assertEquals(Op.Type.OK, written.type());
    assertEquals(Op.Type.OK, read.type());
    assertEquals(42L, read.value());
  }

  @Test
  void sends_a_snapshot_to_one_that_was_away_for_longer_than_logs_are_kept(@TempDir Path folder)
      throws Exception {
    Cluster cluster = start(SimSettings.CALM);
    Node away = cluster.nodes().getLast();
    Session session = new Session(time, cluster, 1, 5, 100);
    session.pass(2 * Session.SECOND);

    away.kill();
    session.pass(10 * Session.SECOND);
    away.start();
    session.pass(2 * Session.SECOND);
    session.finish();
    cluster.collectLogs(folder);

    assertEquals(1, installed(folder, away.name()));
    for (String other : FIVE.subList(0, 4)) {
      assertEquals(0, installed(folder, other), other);
    }
  }

  private static long installed(Path folder, String node) throws IOException {
    try (Stream<String> events = Files.lines(folder.resolve(node + "/events.jsonl"))) {
      return events.filter(line -> line.contains("\"event\":\"snapshot-installed\"")).count();
    }
  }

  @Test
  void has_one_leader_once_it_serves_and_says_who_answered() throws Exception {
    Cluster cluster = start(SimSettings.CALM);
    Optional<String> atFirst = cluster.leader();

    Completion read = call(cluster.open(0), "read", null);

    assertEquals(Optional.empty(), atFirst);
    assertEquals(cluster.leader(), Optional.ofNullable(read.extra().get("node")));
    assertEquals(null, read.value());
  }

  @Test
  void leaves_open_what_became_of_a_write_that_nobody_answers() throws Exception {
    Cluster cluster = start(SimSettings.CALM);
    Client client = cluster.open(0);
    call(client, "write", 1L);

    for (Node node : cluster.nodes()) {
      node.pause();
    }
    long asked = time.nanos();
    Completion write = call(client, "write", 2L);
    long limit = time.nanos() - asked;
    Completion read = call(client, "read", null);

    assertEquals(Op.Type.INFO, write.type());
    assertEquals(RaftKvSimulation.CALL_LIMIT.toNanos(), limit);
    assertEquals(Op.Type.FAIL, read.type());
  }

  @Test
  void shows_stale_reads_when_leaders_do_not_ask_whether_they_still_lead() throws Exception {
    List<Long> caught = new ArrayList<>();
    for (long seed : LongStream.rangeClosed(1, 8).toArray()) {
      VirtualTime each = new VirtualTime();
      Cluster cluster = new RaftKv().start(World.SIM, setup(seed, List.of("RD01")), each);
      Session session = new Session(each, cluster, seed, 10, 10);
      session.deposeLeaders(10);
      session.finish();
      if (!Contradictions.in(session.history).isEmpty()) {
        caught.add(seed);
      }
    }

    assertTrue(caught.size() >= 4, "caught with seeds " + caught);
  }

  @Test
  void names_its_flaws_and_refuses_others() {
    RaftKv system = new RaftKv();

    assertTrue(system.flaws().keySet().containsAll(Set.of("CL01", "CM01", "RD01", "RP01", "ST01")));
    assertEquals(
        "raft-kv has no flaw XX99; it has " + String.join(", ", system.flaws().keySet()),
        refusal(List.of("XX99")));
    assertEquals(
        "raft-kv takes one flaw at a time, not RD01, CM01", refusal(List.of("RD01", "CM01")));
  }

  private String refusal(List<String> flaws) {
    return String.valueOf(
        assertThrows(
                ClusterFailed.class, () -> new RaftKv().start(World.SIM, setup(1, flaws), time))
            .getMessage());
  }

  private SimCluster<SimulatedServer, SimulatedStorage> start(SimSettings settings)
      throws ClusterFailed {
    return new SimCluster<>(
        new RaftKvSimulation(FIVE, Rules.OF_THE_PAPER, Tuning.USUAL, Optional.empty()),
        FIVE,
        1,
        settings,
        time);
  }

  private static Setup setup(long seed, List<String> flaws) {
    return new Setup("test", FIVE, seed, flaws, "", false);
  }

  private Completion call(Client client, String f, @Nullable Object value) {
    List<Completion> done = new ArrayList<>();
    client.invoke(new Op(0, time.nanos(), 0, Op.Type.INVOKE, f, "x", value, Map.of()), done::add);
    time.runUntil(() -> !done.isEmpty());
    return done.getFirst();
  }

  private static List<Op> recorded(long seed, Path folder) throws Exception {
    VirtualTime time = new VirtualTime();
    Cluster cluster = new RaftKv().start(World.SIM, setup(seed, List.of()), time);
    Session session = new Session(time, cluster, 1, 5, 10);
    session.suffer(6);
    session.finish();
    cluster.collectLogs(folder);
    return session.history;
  }
}
