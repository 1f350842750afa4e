package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import minos.cluster.Capability;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
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
    assumeFalse(Kernel.lacks().containsKey(Capability.PACKETS_RATE));

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
  void measures_the_delay_where_the_kernel_has_it_and_refuses_it_where_not() throws Exception {
    Disturbance delay = new Disturbance(Trouble.DELAY, Map.of("n1", 60L));
    if (Kernel.lacks().containsKey(Capability.PACKETS_NETEM)) {
      assertThrows(FaultNotInjected.class, () -> cluster.network().disturb(delay));
      cluster.network().calm();
      assertFalse(cluster.run("n1", "tc qdisc show").contains("htb"));
    } else {
      Evidence evidence = cluster.network().disturb(delay);
      assertEquals(4, matching(evidence, "n\\d to n\\d and back: \\d+.\\d ms"));
      cluster.network().calm();
    }
  }

  private static Node node(String name) {
    return cluster.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  private static long matching(Evidence evidence, String pattern) {
    return evidence.observations().stream().filter(line -> line.matches(pattern)).count();
  }
}
