package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.time.Await;
import minos.time.RealTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@NeedsEngine
@DisplayName("A cluster that cannot be started")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClashTest {
  private Engine engine;

  @BeforeEach
  void connect() throws ClusterFailed {
    engine = Engine.connect();
  }

  @AfterEach
  void disconnect() {
    engine.close();
  }

  @Test
  void says_that_its_name_is_in_use_and_leaves_the_other_one_alone() throws ClusterFailed {
    ContainerSpec spec = Responders.spec("clash-test", false, "n1");
    try (Containers first = Containers.start(engine, spec, new RealTime())) {
      String complaint = complaint(spec);

      assertTrue(complaint.startsWith("the name is in use by another run"), complaint);
      assertEquals(1, complaint.lines().count(), complaint);
      assertEquals(3, LabelledThings.of(engine, "clash-test").size());
      assertEquals(1, first.nodes().size());
    }
  }

  @Test
  void says_that_a_port_is_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ContainerSpec.NodeSpec node = Responders.node("n1");
      ContainerSpec spec =
          new ContainerSpec(
              "port-test",
              Images.BASE,
              List.of(
                  new ContainerSpec.NodeSpec(
                      "n1",
                      node.command(),
                      node.environment(),
                      Map.of(Responders.PORT, taken.getLocalPort()),
                      "",
                      List.of())),
              false);

      String complaint = complaint(spec);

      assertTrue(complaint.startsWith("a port of this machine is in use"), complaint);
      assertTrue(complaint.contains(":" + taken.getLocalPort()), complaint);
      assertEquals(1, complaint.lines().count(), complaint);
      assertEquals(List.of(), LabelledThings.of(engine, "port-test"));
    }
  }

  @Test
  void says_which_node_is_down_and_what_it_said_last() {
    ContainerSpec.NodeSpec broken =
        new ContainerSpec.NodeSpec(
            "n1", List.of("bash", "-c", "echo no disk; exit 3"), Map.of(), Map.of(), "", List.of());
    ContainerSpec spec = new ContainerSpec("ended-test", Images.BASE, List.of(broken), false);

    String complaint;
    try (Containers cluster = Containers.start(engine, spec, new RealTime())) {
      // It ended after the start had looked.
      assertTrue(Await.until(Duration.ofSeconds(20), () -> fallen(cluster).isPresent()));
      complaint = fallen(cluster).orElseThrow();
    } catch (ClusterFailed e) {
      complaint = String.valueOf(e.getMessage());
    }

    assertTrue(complaint.matches("n1 .*: no disk"), complaint);
    assertEquals(List.of(), LabelledThings.of(engine, "ended-test"));
  }

  private static Optional<String> fallen(Containers cluster) {
    try {
      return cluster.fallen();
    } catch (FaultNotInjected e) {
      return Optional.empty();
    }
  }

  @Test
  void says_that_its_image_is_not_there() {
    ContainerSpec spec =
        new ContainerSpec("image-test", "minos-none:1", List.of(Responders.node("n1")), false);

    String complaint = complaint(spec);

    assertTrue(complaint.contains("minos-none:1"), complaint);
    assertEquals(List.of(), LabelledThings.of(engine, "image-test"));
  }

  private String complaint(ContainerSpec spec) {
    ClusterFailed failure =
        assertThrows(
            ClusterFailed.class, () -> Containers.start(engine, spec, new RealTime()).close());
    return String.valueOf(failure.getMessage());
  }
}
