package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import minos.cluster.ClusterFailed;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.time.Await;
import minos.time.RealTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
@DisplayName("A cluster of three containers")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContainersTest {
  private static final Grudge N1_ALONE =
      new Grudge(Map.of("n1", Set.of("n2", "n3"), "n2", Set.of("n1"), "n3", Set.of("n1")));
  private static final Grudge N2_DEAF_TO_N1 = new Grudge(Map.of("n2", Set.of("n1")));

  /** Seconds to wait for an answer that must not come, and for one that must. */
  private static final double BRIEF = 0.7;

  private static final double PATIENT = 8;

  private static Engine engine;
  private static Containers cluster;

  @BeforeAll
  static void start() throws ClusterFailed {
    engine = Engine.connect();
    cluster =
        Containers.start(
            engine, Responders.spec("containers-test", false, "n1", "n2", "n3"), new RealTime());
    cluster.nodes().forEach(node -> awaitAnswer(node.name()));
  }

  @AfterAll
  static void stop() throws ClusterFailed {
    cluster.close();
    cluster.close();

    assertEquals(List.of(), LabelledThings.of(engine, "containers-test"));
    engine.close();
  }

  @AfterEach
  void restore() throws FaultNotInjected {
    for (Node node : cluster.nodes()) {
      node.resume();
      node.start();
      awaitAnswer(node.name());
    }
    cluster.network().heal();
  }

  @Test
  void finds_its_nodes_by_name() throws FaultNotInjected {
    assertEquals("n2", hear("n1", "n2", PATIENT));
    assertEquals("n1", hear("n3", "n1", PATIENT));
  }

  @Test
  void cuts_a_node_off_and_proves_every_direction() throws FaultNotInjected {
    Evidence evidence = cluster.network().drop(N1_ALONE);

    assertEquals("", hear("n1", "n2", BRIEF));
    assertEquals("", hear("n3", "n1", BRIEF));
    assertEquals("n3", hear("n2", "n3", PATIENT));
    assertEquals("n1", Responders.ask(cluster, "n1", Duration.ofSeconds(8)), "clients reach it");
    assertEquals(4, matching(evidence, "n\\d to n\\d: [1-9]\\d* packets dropped"));
    assertTrue(evidence.observations().contains("packets passed: n3 to n2, n2 to n3"));
  }

  @Test
  void cuts_one_way_only() throws FaultNotInjected {
    Evidence evidence = cluster.network().drop(N2_DEAF_TO_N1);

    String counts = cluster.run("n2", DropRules.read());
    assertEquals(1, matching(evidence, "n1 to n2: [1-9]\\d* packets dropped"));
    assertTrue(evidence.toString().contains("n2 to n1"), "the way back is proven open");
    assertEquals(1, counts.lines().filter(line -> line.endsWith("-j DROP")).count());
    assertEquals("n3", hear("n1", "n3", PATIENT));
  }

  @Test
  void says_how_far_apart_the_rules_were_set() throws FaultNotInjected {
    Evidence evidence = cluster.network().drop(N1_ALONE);

    String spread =
        evidence.observations().stream()
            .filter(line -> line.startsWith("rules set"))
            .findFirst()
            .orElseThrow();
    Logger.getLogger("minos").info(spread);
    double millis = Double.parseDouble(spread.replaceAll(".*last ([0-9.]+) ms.*", "$1"));
    assertTrue(millis < 500, "50 ms on a quiet machine, as root; " + spread);
  }

  @Test
  void resets_connections_at_once_where_it_rejects() throws FaultNotInjected {
    Evidence evidence = cluster.network().drop(N1_ALONE.in(Grudge.Manner.REJECT));

    String refused =
        cluster.run(
            "n1", "timeout 5 bash -c '</dev/tcp/n2/%d' 2>&1 || true".formatted(Responders.PORT));
    assertTrue(refused.contains("refused"), "told, not left waiting: " + refused);
    assertEquals(4, matching(evidence, "n\\d to n\\d: \\d+ packets dropped, [1-9]\\d* reset"));
    assertEquals("n3", hear("n2", "n3", PATIENT));
  }

  @Test
  void lets_no_client_reach_a_node_that_the_others_reach() throws FaultNotInjected {
    Grudge noClients = new Grudge(Map.of("n2", Set.of(Grudge.CLIENTS)));

    Evidence evidence = cluster.network().drop(noClients);

    assertEquals("", Responders.ask(cluster, "n2"));
    assertEquals("n1", Responders.ask(cluster, "n1", Duration.ofSeconds(8)));
    assertEquals("n2", hear("n1", "n2", PATIENT));
    assertEquals(1, matching(evidence, "clients to n2: [1-9]\\d* packets dropped"));
    cluster.network().heal();
  }

  @Test
  void lets_no_client_hear_a_node_that_hears_them() throws FaultNotInjected {
    Grudge noReplies = new Grudge(Map.of(Grudge.CLIENTS, Set.of("n2")));

    Evidence evidence = cluster.network().drop(noReplies);
    String heard = Responders.ask(cluster, "n2");
    boolean kept = cluster.keepsClientsFrom("n2") && !cluster.keepsClientsFrom("n1");
    String others = hear("n1", "n2", PATIENT);
    Evidence healed = cluster.network().heal();

    assertEquals("", heard);
    assertTrue(kept);
    assertEquals("n2", others);
    assertEquals(1, matching(evidence, "n2 to clients: [1-9]\\d* packets dropped"));
    assertEquals(1, matching(healed, "[1-9]\\d* packets from .* to clients dropped"));
    assertFalse(cluster.run("n2", "iptables -w -S").contains("MINOS"));
  }

  @Test
  void cuts_and_joins_by_turns_where_it_flaps() throws FaultNotInjected {
    cluster.network().drop(N2_DEAF_TO_N1.in(Grudge.Manner.FLAP));

    boolean joined = Await.until(Duration.ofSeconds(8), () -> isHooked(false));
    boolean cutAgain = Await.until(Duration.ofSeconds(8), () -> isHooked(true));
    Evidence healed = cluster.network().heal();

    assertTrue(joined, "never joined");
    assertTrue(cutAgain, "never cut again");
    assertEquals(1, matching(healed, "joined and cut again [1-9]\\d* times, each for 500 ms"));
    assertEquals("n2", hear("n1", "n2", PATIENT));
  }

  private static boolean isHooked(boolean wanted) {
    try {
      return cluster.run("n2", "iptables -w -S INPUT").contains("MINOS-IN") == wanted;
    } catch (FaultNotInjected e) {
      return false;
    }
  }

  @Test
  void replaces_an_earlier_grudge() throws FaultNotInjected {
    cluster.network().drop(N1_ALONE);

    cluster.network().drop(N2_DEAF_TO_N1);

    assertEquals("n1", hear("n3", "n1", PATIENT));
    assertEquals("", hear("n1", "n2", BRIEF));
  }

  @Test
  void heals_what_it_cut_and_nothing_else() throws FaultNotInjected {
    cluster.run("n3", "iptables -w -A INPUT -s 192.0.2.77 -j DROP");
    cluster.network().drop(N1_ALONE);

    Evidence evidence = cluster.network().heal();

    String left = cluster.run("n3", "iptables -w -S; iptables -w -D INPUT -s 192.0.2.77 -j DROP");
    assertTrue(left.contains("-A INPUT -s 192.0.2.77/32 -j DROP"), left);
    assertFalse(left.contains("MINOS"), left);
    assertEquals("n2", hear("n1", "n2", PATIENT));
    assertEquals(3, matching(evidence, "n\\d dropped [1-9]\\d* packets"));
  }

  @Test
  void says_so_when_a_cut_does_not_hold() throws FaultNotInjected {
    cluster.run("n1", "iptables -w -A OUTPUT -p udp -j DROP");

    FaultNotInjected failure =
        assertThrows(FaultNotInjected.class, () -> cluster.network().drop(N1_ALONE));

    cluster.run("n1", "iptables -w -D OUTPUT -p udp -j DROP");
    assertTrue(String.valueOf(failure.getMessage()).contains("n1 to n2: no packet arrived"));
  }

  @Test
  void refuses_a_grudge_against_strangers() {
    Grudge strangers = new Grudge(Map.of("n1", Set.of("n9")));

    assertThrows(FaultNotInjected.class, () -> cluster.network().drop(strangers));
  }

  @Test
  void keeps_address_and_disk_through_kill_and_start() throws FaultNotInjected {
    Node n1 = node("n1");
    String addressBefore = cluster.run("n1", "hostname -I; hostname");
    long startsBefore = starts("n1");

    n1.kill();
    State killed = n1.state();
    String whileDown = Responders.ask(cluster, "n1");
    n1.start();
    awaitAnswer("n1");

    assertEquals(State.GONE, killed);
    assertEquals("", whileDown);
    assertEquals(State.RUNNING, n1.state());
    assertEquals(addressBefore, cluster.run("n1", "hostname -I; hostname"));
    assertEquals(startsBefore + 1, starts("n1"));
  }

  @Test
  void stops_a_process_where_it_stands_and_lets_it_go_on() throws FaultNotInjected {
    Node n2 = node("n2");

    n2.pause();

    assertEquals(State.PAUSED, n2.state());
    assertEquals("", Responders.ask(cluster, "n2"));
    assertTrue(cluster.run("n2", "grep State /proc/1/status").contains("T"), "exec still works");
    n2.resume();
    assertEquals(State.RUNNING, n2.state());
    assertEquals("n2", Responders.ask(cluster, "n2", Duration.ofSeconds(8)));
  }

  @Test
  void tells_a_node_that_died_of_itself_from_one_that_was_killed() throws FaultNotInjected {
    node("n1").kill();
    engine.client().killContainerCmd("minos-containers-test-n2").exec();

    List<String> deaths = cluster.deaths();

    assertEquals(1, deaths.size(), deaths::toString);
    assertTrue(deaths.getFirst().startsWith("n2 was found dead: "), deaths::toString);
  }

  @Test
  void kills_a_paused_node() throws FaultNotInjected {
    node("n2").pause();

    node("n2").kill();

    assertEquals(State.GONE, node("n2").state());
    assertThrows(FaultNotInjected.class, () -> node("n2").pause());
  }

  @Test
  void cuts_a_node_off_again_that_starts_during_the_cut() throws FaultNotInjected {
    cluster.network().drop(N1_ALONE);
    node("n1").kill();

    node("n1").start();
    awaitAnswer("n1");

    assertEquals("", hear("n2", "n1", BRIEF));
    assertEquals("", hear("n1", "n3", BRIEF));
    Evidence healed = cluster.network().heal();
    assertEquals(1, matching(healed, "n1 was started during the cut.*"));
    assertEquals("n1", hear("n2", "n1", PATIENT));
  }

  @Test
  void leaves_nodes_that_are_down_out_of_the_proof_and_says_so() throws FaultNotInjected {
    node("n3").kill();

    Evidence evidence = cluster.network().drop(N1_ALONE);

    assertTrue(evidence.observations().contains("n3 is down: not asked"));
    assertEquals(2, matching(evidence, "n\\d to n\\d: [1-9]\\d* packets dropped"));
  }

  @Test
  void cuts_through_the_engine_where_it_may_not_enter() throws ClusterFailed, FaultNotInjected {
    ContainerSpec spec = Responders.spec("exec-test", false, "n1", "n2", "n3");
    try (Containers remote =
        Containers.start(engine, new NodeShell(engine, false), spec, new RealTime())) {
      Evidence dropped = remote.network().drop(N1_ALONE);
      Evidence healed = remote.network().heal();

      assertEquals(4, matching(dropped, "n\\d to n\\d: [1-9]\\d* packets dropped"));
      assertEquals(3, matching(healed, "n\\d dropped [1-9]\\d* packets"));
    }
  }

  @Test
  void hands_over_what_its_nodes_printed_and_wrote_dead_or_alive(@TempDir Path folder)
      throws IOException, FaultNotInjected {
    node("n2").kill();

    cluster.collectLogs(folder);

    assertTrue(Files.readString(folder.resolve("n2/container.log")).startsWith("up\n"));
    assertTrue(Files.readString(folder.resolve("n2/starts")).startsWith("started\n"));
    assertTrue(Files.readString(folder.resolve("n1/container.log")).startsWith("up\n"));
  }

  @Test
  void describes_what_it_is_made_of() {
    Map<String, String> words = cluster.description();

    assertTrue(words.getOrDefault("image-id", "").startsWith("sha256:"), words.toString());
    assertFalse(words.getOrDefault("engine-api", "").isEmpty(), words.toString());
  }

  private static Node node(String name) {
    return cluster.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  private static long starts(String node) throws FaultNotInjected {
    return cluster.run(node, "cat /data/starts").lines().count();
  }

  /** What one node hears from another over TCP within some seconds; nothing if it hears nothing. */
  private static String hear(String from, String to, double seconds) throws FaultNotInjected {
    return cluster
        .run(
            from,
            "timeout %s bash -c 'read -r line </dev/tcp/%s/%d && echo $line' 2>/dev/null || true"
                .formatted(seconds, to, Responders.PORT))
        .strip();
  }

  private static void awaitAnswer(String node) {
    assertTrue(
        Await.until(Duration.ofSeconds(20), () -> Responders.ask(cluster, node).equals(node)),
        node + " does not answer");
  }

  private static long matching(Evidence evidence, String pattern) {
    return evidence.observations().stream().filter(line -> line.matches(pattern)).count();
  }
}
