package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Saboteur;
import minos.time.RealTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@NeedsEngine
@DisplayName("The disk of a node that knows nothing of faults")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LoopDiskTest {
  private static final String RUN = "disk-test";

  private Engine engine;
  private Containers cluster;
  private ContainerNode node;

  @BeforeEach
  void start() throws ClusterFailed {
    assumeTrue(LoopDisk.obstacle().isEmpty(), LoopDisk.obstacle()::toString);
    engine = Engine.connect();
    ContainerSpec.NodeSpec spec =
        new ContainerSpec.NodeSpec(
                "n1",
                List.of("/bin/bash", "-c", "echo up; sleep 1000"),
                Map.of(),
                Map.of(),
                "/data",
                List.of())
            .onOwnDisk(64);
    cluster =
        Containers.start(
            engine, new ContainerSpec(RUN, Images.BASE, List.of(spec), false), new RealTime());
    node = (ContainerNode) cluster.nodes().getFirst();
  }

  @AfterEach
  void stop() {
    if (engine != null) {
      cluster.close();
      engine.close();
    }
  }

  @Test
  void keeps_what_was_forced_and_loses_the_rest_with_its_power() throws Exception {
    in("echo kept > /data/forced; sync /data/forced; head -c 3000000 /dev/zero > /data/other");

    node.losePower();
    Node.State gone = node.state();
    node.start();

    assertEquals(Node.State.GONE, gone);
    assertEquals("forced kept", in("cd /data; echo $(ls | grep -v lost) $(cat forced)"));
  }

  @Test
  void loses_nothing_by_a_kill() throws Exception {
    in("head -c 3000000 /dev/zero > /data/other");

    node.kill();
    node.start();

    assertEquals("3000000", in("stat -c %s /data/other"));
  }

  @Test
  void is_full_and_has_room_again() throws Exception {
    Saboteur.Report full = node.saboteur().fillDisk();
    String refused = in("echo x 2>&1 > /data/more");
    Saboteur.Report healed = node.saboteur().desist();

    assertTrue(full.full());
    assertEquals(1, full.failed());
    assertTrue(refused.contains("No space left on device"), refused);
    assertFalse(healed.full());
    assertEquals("", in("head -c 3000000 /dev/zero 2>&1 > /data/more"));
  }

  @Test
  void has_room_again_before_a_node_starts_that_could_not_bear_it() throws Exception {
    Saboteur.Report full = node.saboteur().fillDisk();
    node.kill();

    Saboteur.Report healed = node.saboteur().desist();
    node.start();

    assertTrue(full.full());
    assertFalse(healed.full());
    assertEquals("", in("head -c 3000000 /dev/zero 2>&1 > /data/more"));
  }

  @Test
  void fails_and_is_whole_after_a_new_start() throws Exception {
    Saboteur.Report failing = node.saboteur().failForce();
    String refused = in("echo x 2>&1 > /data/more");
    Saboteur.Report ignored = node.saboteur().desist();

    assertEquals(1, failing.failed());
    assertTrue(refused.contains("Input/output error"), refused);
    assertEquals("", in("echo x 2>&1 > /data/more"));
  }

  @Test
  void is_not_that_of_the_engine_while_the_node_is_down() throws Exception {
    node.kill();

    FaultNotInjected refusal =
        assertThrows(FaultNotInjected.class, () -> node.saboteur().fillDisk());

    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("no disk is mounted"), refusal::toString);
  }

  @Test
  void leaves_nothing_behind() {
    cluster.close();

    assertEquals(List.of(), LabelledThings.of(engine, RUN));
    HostCommand.Result loops = HostCommand.of(Duration.ofSeconds(5), "losetup", "-a").run("");
    assertFalse(loops.output().contains(RUN), loops.output());
  }

  private String in(String script) throws FaultNotInjected {
    return node.run(script).output().strip();
  }
}
