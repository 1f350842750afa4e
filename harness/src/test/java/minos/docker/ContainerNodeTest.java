package minos.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.cluster.StoredFiles;
import minos.time.Await;
import minos.time.RealTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@NeedsEngine
@DisplayName("A node in a container")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContainerNodeTest {
  private static final String CPU =
      "cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu.max";
  private static final String UNLIMITED = "(?s)(-1|max).*";

  private static Engine engine;
  private static Containers cluster;
  private static Node node;

  @BeforeAll
  static void start() throws ClusterFailed {
    engine = Engine.connect();
    cluster = Containers.start(engine, Responders.spec("node-test", false, "n1"), new RealTime());
    node = cluster.nodes().getFirst();
    awaitAnswer();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    engine.close();
  }

  @AfterEach
  void restore() throws FaultNotInjected {
    node.resume();
    node.resources().limitCpu(1);
    node.resources().limitMemory(-1);
    node.start();
    awaitAnswer();
  }

  @Test
  void ends_in_good_order_when_it_is_stopped() throws FaultNotInjected {
    node.stop();

    assertEquals(State.GONE, node.state());
    assertTrue(node.lastWords().endsWith("ends"), node.lastWords());
    assertEquals(List.of(), cluster.deaths());
  }

  @Test
  void can_be_stopped_while_it_is_paused() throws FaultNotInjected {
    node.pause();

    node.stop();

    assertEquals(State.GONE, node.state());
    assertTrue(node.lastWords().endsWith("ends"), node.lastWords());
  }

  @Test
  void gets_a_part_of_a_processor_and_all_of_it_again() throws FaultNotInjected {
    String limited = node.resources().limitCpu(0.1).toString();
    String quota = quota();
    String freed = node.resources().limitCpu(1).toString();

    assertTrue(limited.contains("n1: its cgroup allows 10000 us of every 100000"), limited);
    assertTrue(quota.startsWith("10000"), quota);
    assertTrue(freed.contains("all its processors"), freed);
    assertTrue(quota().matches(UNLIMITED), quota());
  }

  @Test
  void gets_hardly_more_memory_than_it_has_and_all_of_it_again() throws FaultNotInjected {
    String limited = node.resources().limitMemory(16 << 20).toString();
    String freed = node.resources().limitMemory(-1).toString();

    assertTrue(limited.matches(".*n1: its cgroup allows [1-9]\\d{7} bytes.*"), limited);
    assertTrue(freed.contains("all the memory"), freed);
  }

  @Test
  void is_freed_of_its_limits_while_it_is_down() throws FaultNotInjected {
    node.resources().limitCpu(0.1);
    node.kill();

    String freed = node.resources().limitCpu(1).toString();
    node.start();

    assertTrue(freed.contains("n1 is down: will start without a limit"), freed);
    assertTrue(quota().matches(UNLIMITED), quota());
  }

  @Test
  void is_not_said_to_be_limited_while_it_is_down() throws FaultNotInjected {
    node.kill();

    assertThrows(FaultNotInjected.class, () -> node.resources().limitCpu(0.1));
    assertThrows(FaultNotInjected.class, () -> node.resources().limitMemory(16 << 20));
  }

  @Test
  void has_its_files_changed_only_while_it_is_down() throws FaultNotInjected {
    assumeTrue(Volumes.obstacle().isEmpty(), () -> Volumes.obstacle().orElseThrow());
    assertThrows(FaultNotInjected.class, () -> node.files());
    node.kill();

    StoredFiles files = node.files();
    byte[] before = files.read("starts");
    files.write("starts", 0, "S".getBytes(StandardCharsets.US_ASCII));
    files.truncate("starts", 5);

    assertTrue(new String(before, StandardCharsets.US_ASCII).startsWith("started\n"));
    assertArrayEquals("Start".getBytes(StandardCharsets.US_ASCII), files.read("starts"));
    assertEquals(1, files.wipe());
    assertThrows(FaultNotInjected.class, () -> files.read("starts"));
  }

  /** What the first of the two files says: version 1 of control groups has one, 2 the other. */
  private static String quota() throws FaultNotInjected {
    return cluster.run("n1", CPU + " 2>/dev/null; true");
  }

  private static void awaitAnswer() {
    boolean answers =
        Await.until(Duration.ofSeconds(8), () -> Responders.ask(cluster, "n1").equals("n1"));
    assertTrue(answers, "does not answer");
  }
}
