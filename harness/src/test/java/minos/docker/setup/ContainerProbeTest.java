package minos.docker.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minos.docker.setup.Finding.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("The probe of a container")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContainerProbeTest {
  @Test
  void tells_what_works_what_does_not_and_what_could_not_be_asked() {
    List<Finding> findings =
        ContainerProbe.read(
            """
            iptables ok
            statistic 127 bash: iptables: command not found
            netem 2 Error: Specified qdisc kind is unknown.
            faketime 2 ls: cannot access
            """,
            "some:image");

    assertEquals(
        List.of(Status.OK, Status.UNKNOWN, Status.MISSING, Status.UNKNOWN, Status.UNKNOWN),
        findings.stream().map(Finding::status).toList());
    assertEquals("Error: Specified qdisc kind is unknown.", findings.get(2).detail());
    assertFalse(findings.get(2).remedy().isEmpty());
  }

  @Test
  void suffices_when_a_node_can_be_cut_off() {
    assertTrue(ContainerProbe.suffices(ContainerProbe.read("iptables ok\n", "i")));
    assertFalse(ContainerProbe.suffices(ContainerProbe.read("iptables 4 no\nnetem ok\n", "i")));
    assertFalse(ContainerProbe.suffices(ContainerProbe.unasked("no engine")));
  }
}
