package minos.docker.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import minos.cluster.ClusterFailed;
import minos.docker.NeedsEngine;
import minos.docker.setup.Finding.Status;
import minos.time.RealTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@NeedsEngine
@DisplayName("The doctor, where an engine answers")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoctorTest {
  @Test
  void says_that_containers_can_be_used_and_why() {
    List<Finding> findings = new ArrayList<>();

    boolean usable = new Doctor(findings::add, List::of).examine();

    assertTrue(usable);
    for (String what : List.of("JDK", "Docker engine", "base image", "iptables in a container")) {
      assertEquals(
          List.of(Status.OK),
          findings.stream().filter(f -> f.what().equals(what)).map(Finding::status).toList(),
          what);
    }
    assertTrue(
        findings.stream()
            .filter(finding -> finding.status() == Status.MISSING)
            .noneMatch(finding -> finding.remedy().isEmpty()));
  }

  @Test
  void finds_nothing_to_repair() throws ClusterFailed {
    List<String> steps = new ArrayList<>();

    new Repair(new RealTime(), steps::add).run();

    assertEquals(2, steps.size(), steps.toString());
    assertTrue(steps.getLast().endsWith("is here"), steps.toString());
  }
}
