package minos.sim;

import static minos.sim.Toy.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A simulated cluster")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimClusterTest {

  private final Toy toy = new Toy();

  @Test
  void does_the_same_again_from_the_same_seed_whatever_happens_to_it() throws Exception {
    List<String> once = eventful(11);
    List<String> again = eventful(11);
    List<String> other = eventful(12);

    assertTrue(once.size() > 500, once.size() + " events");
    assertEquals(once, again);
    assertNotEquals(other, once);
  }

  @Test
  void loses_the_power_of_all_machines_that_are_killed_at_one_instant_or_of_none()
      throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    List<Integer> losses = new ArrayList<>();

    for (int i = 0; i < 40; i++) {
      int before = powerLosses();
      for (Node node : cluster.nodes()) {
        node.kill();
      }
      losses.add(powerLosses() - before);
      for (Node node : cluster.nodes()) {
        node.start();
      }
      toy.pass(MS);
    }

    assertEquals(Set.of(0, cluster.nodes().size()), Set.copyOf(losses));
  }

  private int powerLosses() {
    return Toy.THREE.stream().mapToInt(n -> toy.server(n).tally.powerLosses).sum();
  }

  @Test
  void finds_the_leader_of_the_highest_term_among_those_that_answer() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    Optional<String> nobody = cluster.leader();

    toy.server("n1").term = OptionalLong.of(3);
    toy.server("n2").term = OptionalLong.of(5);
    toy.server("n3").term = OptionalLong.of(4);
    Optional<String> newest = cluster.leader();
    List<String> primaries = cluster.primaries();
    cluster.nodes().get(1).pause();
    Optional<String> whileN2IsPaused = cluster.leader();
    cluster.nodes().get(2).kill();

    assertEquals(Optional.empty(), nobody);
    assertEquals(Optional.of("n2"), newest);
    assertEquals(List.of("n2", "n3", "n1"), primaries);
    assertEquals(Optional.of("n3"), whileN2IsPaused);
    assertEquals(Optional.of("n1"), cluster.leader());
  }

  @Test
  void says_in_words_what_its_world_is_like() throws Exception {
    Map<String, String> description = toy.start(1, SimSettings.DEFAULT).description();

    assertEquals(
        "messages take 0.2 to 1 ms, 2 % up to 10 ms; 0.2 % are lost,"
            + " 0.1 % sent again after 200 to 400 ms, 0 % arrive twice",
        description.get("simulated-network"));
    assertEquals(
        "0.2 % of their messages end in a broken connection", description.get("simulated-clients"));
    assertEquals(
        "a force takes 1 to 5 ms, 2 % up to 50 ms; 50 % of the kills lose what was not forced",
        description.get("simulated-disk"));
  }

  @Test
  void shows_the_programs_that_run() throws Exception {
    SimCluster<Toy.Server, Toy.Tally> cluster = toy.start(1, SimSettings.CALM);
    cluster.nodes().get(1).kill();

    List<String> seen = new ArrayList<>();
    cluster.inspect(server -> seen.add(server.host.name()));

    assertEquals(List.of("n1", "n3"), seen);
  }

  @Test
  void serves_clients_until_they_are_closed() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    List<Object> results = new ArrayList<>();

    Client client = cluster.open(7);
    client.invoke(SimNetworkTest.asking("echo"), done -> results.add(String.valueOf(done.value())));
    toy.pass(40 * MS);
    client.invoke(SimNetworkTest.asking("echo"), done -> results.add("after it was closed"));
    client.close();
    toy.pass(200 * MS);

    assertEquals(List.of("echoed"), results);
  }

  @Test
  void leaves_the_client_of_a_paused_node_to_its_own_time_limit() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    List<Op.Type> results = new ArrayList<>();
    cluster.nodes().getFirst().pause();

    cluster.open(7).invoke(SimNetworkTest.asking("echo"), done -> results.add(done.type()));
    toy.pass(99 * MS);
    boolean early = !results.isEmpty();
    toy.pass(2 * MS);

    assertEquals(false, early);
    assertEquals(List.of(Op.Type.INFO), results);
  }

  @Test
  void keeps_the_newest_lines_of_every_life_also_of_nodes_that_are_down(@TempDir Path folder)
      throws Exception {
    SimSettings five = SimSettings.CALM.withPowerLoss(0).withLogLines(5);
    Cluster cluster = toy.start(1, five);
    toy.host("n1").log("first life");
    toy.pass(1_500 * MS);
    cluster.nodes().getFirst().kill();
    cluster.nodes().getFirst().start();
    toy.host("n1").log("second life");
    cluster.nodes().getFirst().kill();

    cluster.collectLogs(folder);

    assertEquals(
        List.of(
            "(1 older lines were not kept)",
            "    0.000000  first life",
            "    1.500000  -- n1 killed; its writes are kept",
            "    1.500000  -- n1 starts, life 2",
            "    1.500000  second life",
            "    1.500000  -- n1 killed; its writes are kept"),
        Files.readAllLines(folder.resolve("n1/node.log")));
    assertTrue(Files.exists(folder.resolve("n3/node.log")));
  }

  @Test
  void does_not_start_with_a_node_that_cannot() {
    SimSystem<Toy.Server, Toy.Tally> broken = new BrokenToy(toy);

    ClusterFailed failure =
        assertThrows(
            ClusterFailed.class,
            () -> new SimCluster<>(broken, Toy.THREE, 1, SimSettings.CALM, toy.time));

    assertEquals(
        "the cluster did not start: n1 died as it started: java.lang.IllegalStateException: the"
            + " tally is broken",
        failure.getMessage());
  }

  @Test
  void is_silent_once_it_is_closed() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    toy.server("n1").chatter();
    toy.pass(50 * MS);

    cluster.close();
    cluster.close();
    int heard = toy.heard.size();
    toy.pass(1000 * MS);

    assertEquals(heard, toy.heard.size());
    assertEquals(Node.State.GONE, cluster.nodes().getFirst().state());
  }

  /** Three chattering nodes with a client, through a cut, a pause, kills and restarts. */
  private static List<String> eventful(long seed) throws Exception {
    Toy toy = new Toy();
    Cluster cluster = toy.start(seed, SimSettings.CALM.withLoss(0.1).withDuplication(0.1));
    Toy.THREE.forEach(node -> toy.server(node).chatter());
    toy.pass(100 * MS);
    cluster.network().drop(new Grudge(Map.of("n1", Set.of("n2"))));
    cluster.open(0).invoke(SimNetworkTest.asking("echo"), done -> {});
    toy.pass(100 * MS);
    cluster.nodes().get(0).kill();
    cluster.nodes().get(2).pause();
    toy.pass(100 * MS);
    cluster.nodes().get(0).start();
    toy.server("n1").chatter();
    cluster.nodes().get(2).resume();
    cluster.network().heal();
    toy.pass(100 * MS);
    return toy.heard;
  }

  /** A toy whose disks are broken from the beginning. */
  private record BrokenToy(Toy toy) implements SimSystem<Toy.Server, Toy.Tally> {
    @Override
    public Toy.Tally format(String node) {
      Toy.Tally tally = toy.format(node);
      tally.broken = true;
      return tally;
    }

    @Override
    public Toy.Server boot(SimHost host, Toy.Tally storage) {
      return toy.boot(host, storage);
    }

    @Override
    public SimClient connect(SimHost host, List<String> nodes) {
      return toy.connect(host, nodes);
    }

    @Override
    public OptionalLong leads(Toy.Server program) {
      return toy.leads(program);
    }

    @Override
    public Map<String, String> description() {
      return toy.description();
    }
  }
}
