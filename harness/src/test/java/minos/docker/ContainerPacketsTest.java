package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import java.util.Set;
import minos.cluster.Capability;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.cluster.Trouble;
import minos.time.RealTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@NeedsEngine
@DisplayName("The network of three containers")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContainerPacketsTest {
  private static Engine engine;
  private static Containers cluster;

  @BeforeAll
  static void start() throws Exception {
    engine = Engine.connect();
    cluster =
        Containers.start(
            engine, Responders.spec("packets-test", false, "n1", "n2", "n3"), new RealTime());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    engine.close();
  }

  @Test
  void loses_some_packets_between_nodes_and_counts_them() throws FaultNotInjected {
    Evidence evidence =
        cluster.network().disturb(new Disturbance(Trouble.LOSS, Map.of("n1", 500L)));
    Evidence healed = cluster.network().calm();

    String to = "n2 to n1: ([1-9]\\d*) of (\\d+) packets lost";
    String line =
        evidence.observations().stream().filter(l -> l.matches(to)).findFirst().orElseThrow();
    double share =
        Double.parseDouble(line.replaceAll(to, "$1"))
            / Double.parseDouble(line.replaceAll(to, "$2"));
    assertTrue(share > 0.25 && share < 0.75, line);
    assertEquals(0, matching(evidence, "n2 to n3: .*"), "only links of n1");
    assertEquals(3, matching(healed, "n\\d: no rule and no queue of ours is left"));
    assertFalse(cluster.run("n1", "iptables -w -S").contains("MINOS"));
  }

  @Test
  void slows_links_between_nodes_down_also_after_a_restart_and_no_others() throws Exception {
    assumeFalse(Kernel.of(Images.BASE).lacks().containsKey(Capability.PACKETS_RATE));

    Evidence evidence =
        cluster.network().disturb(new Disturbance(Trouble.RATE, Map.of("n1", 256L)));
    node("n1").kill();
    node("n1").start();
    String queues = cluster.run("n1", "tc qdisc show");
    Evidence healed = cluster.network().calm();

    assertEquals(3, matching(evidence, "n\\d: tbf took [1-9]\\d* packets, held back [1-9].*"));
    assertTrue(queues.contains("parent 1:20 rate 256Kbit"), queues);
    assertEquals(3, matching(healed, "n\\d: no rule and no queue of ours is left"));
    assertFalse(cluster.run("n2", "tc qdisc show").contains("htb"));
  }

  @Test
  void delays_what_travels_between_nodes_and_measures_it_from_inside() throws Exception {
    Disturbance delay = new Disturbance(Trouble.DELAY, Map.of("n1", 120L));

    Evidence evidence = cluster.network().disturb(delay);
    long late = millisToAsk("n1", "n2");
    long lateBack = millisToAsk("n3", "n1");
    long usual = millisToAsk("n2", "n3");
    Evidence healed = cluster.network().calm();
    long afterwards = millisToAsk("n1", "n2");

    assertEquals(4, matching(evidence, "n\\d to n\\d and back: \\d+.\\d ms"), evidence.toString());
    assertTrue(late >= 96 && lateBack >= 96, late + " and " + lateBack);
    assertTrue(usual < late && afterwards < late, usual + " and " + afterwards);
    assertEquals(3, matching(healed, "n\\d: no rule and no queue of ours is left"));
  }

  @Test
  void says_by_which_means_links_are_delayed() throws FaultNotInjected {
    boolean netem = !Kernel.of(Images.BASE).lacks().containsKey(Capability.PACKETS_NETEM);
    Evidence evidence =
        cluster.network().disturb(new Disturbance(Trouble.DELAY, Map.of("n1", 20L)));
    cluster.network().calm();

    String means = netem ? ".*made by tc netem .*" : ".*made by a relay .*";
    assertEquals(1, matching(evidence, means), evidence.toString());
  }

  @Test
  void keeps_connections_to_a_node_by_which_nothing_arrives() throws Exception {
    Evidence evidence =
        cluster.network().disturb(new Disturbance(Trouble.HALF_OPEN, Map.of("n1", 1000L)));
    String there = answer("n2", "n1", 1);
    String back = answer("n1", "n2", 1);
    String beside = answer("n2", "n3", 1);
    Evidence healed = cluster.network().calm();
    String after = answer("n1", "n2", 1);

    assertEquals("n1", there, "what n1 says does leave it: only what n2 says is swallowed");
    assertEquals("", back, "what n2 answers does not arrive at n1");
    assertEquals("n3", beside);
    assertEquals("n2", after);
    assertEquals(
        4, matching(evidence, "n\\d to n\\d, by relay: \\d+ connections .*"), evidence.toString());
    assertEquals(
        1, matching(healed, "n2 to n1, by relay: .* [1-9]\\d* swallowed"), healed.toString());
    assertEquals(3, matching(healed, "n\\d: no relay and no rule of ours is left"));
  }

  @Test
  void resets_connections_that_were_there_before_so_that_they_come_by_the_relay() throws Exception {
    cluster.run("n2", talk("n1"));
    String before = cluster.run("n2", "cat /tmp/talk.err");

    cluster.network().disturb(new Disturbance(Trouble.HALF_OPEN, Map.of("n1", 1000L)));
    String after = cluster.run("n2", "cat /tmp/talk.err");
    cluster.network().calm();

    assertEquals("", before.strip());
    assertTrue(after.contains("reset") || after.contains("pipe"), after);
  }

  @Test
  void doubles_whole_connections_where_packets_cannot_be() throws Exception {
    Disturbance twice = new Disturbance(Trouble.DUPLICATE, Map.of("n2", 1000L));

    Evidence evidence = cluster.network().disturb(twice);
    String answered = answer("n1", "n2", 1);
    cluster.network().calm();

    assertEquals("n2", answered);
    if (Kernel.of(Images.BASE).lacks().containsKey(Capability.PACKETS_NETEM)) {
      assertEquals(
          4, matching(evidence, ".*by relay: (\\d+) connections \\(\\1 of them twice\\).*"));
    }
  }

  @Test
  void relays_again_after_a_restart_and_drops_what_a_cut_drops() throws Exception {
    cluster.network().disturb(new Disturbance(Trouble.HALF_OPEN, Map.of("n1", 1000L)));
    node("n1").kill();
    node("n1").start();
    String back = answer("n1", "n2", 1);
    cluster.network().drop(new Grudge(Map.of("n1", Set.of("n2"), "n2", Set.of("n1"))));
    String cut = answer("n2", "n1", 1);
    cluster.network().heal();
    String joined = answer("n2", "n1", 2);
    cluster.network().calm();

    assertEquals("", back);
    assertEquals("", cut, "the relay's connections are the node's own");
    assertEquals("n1", joined);
  }

  /** What a node is told by another when it connects; nothing if it is told nothing in time. */
  private static String answer(String from, String to, int seconds) throws FaultNotInjected {
    String script =
        "timeout %d bash -c 'exec 3<>/dev/tcp/%s/%d && read -r line <&3 && echo $line' || true"
            .formatted(seconds, to, Responders.PORT);
    return cluster.run(from, script).strip();
  }

  private static long millisToAsk(String from, String to) throws FaultNotInjected {
    String script =
        "t=${EPOCHREALTIME/./}; exec 3<>/dev/tcp/%s/%d; read -r line <&3; echo $(( (${EPOCHREALTIME/./} - t) / 1000 ))"
            .formatted(to, Responders.PORT);
    return Long.parseLong(cluster.run(from, script).strip());
  }

  /** Holds a connection from a node to another, which has a listener for it, and speaks by it. */
  private static String talk(String to) throws FaultNotInjected {
    cluster.run(
        to,
        """
        perl -MSocket -e 'socket(S,PF_INET,SOCK_STREAM,0);setsockopt(S,SOL_SOCKET,SO_REUSEADDR,1);
          bind(S,sockaddr_in(7001,INADDR_ANY)) or exit;listen(S,9);alarm(20);
          while(accept(C,S)){sysread(C,$b,99) while 1}' >/dev/null 2>&1 </dev/null &
        sleep 0.3
        """);
    return """
    bash -c 'exec 3<>/dev/tcp/%s/7001; for i in {1..50}; do echo x >&3 || break; sleep 0.1; done' \\
      >/dev/null 2>/tmp/talk.err </dev/null &
    sleep 0.3
    """
        .formatted(to);
  }

  private static Node node(String name) {
    return cluster.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  private static long matching(Evidence evidence, String pattern) {
    return evidence.observations().stream().filter(line -> line.matches(pattern)).count();
  }
}
