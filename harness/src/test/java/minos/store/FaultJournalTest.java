package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minos.cluster.BrokenOff;
import minos.cluster.ClusterFailed;
import minos.cluster.Owner;
import minos.fault.Fault;
import minos.fault.Fault.Family;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of faults")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultJournalTest {
  private static final Fault CUT = Fault.labelled("partition-leader").orElseThrow();
  private static final Fault PAUSE = Fault.labelled("pause-one").orElseThrow();
  private static final Fault JUMP = Fault.labelled("clock-jump-one").orElseThrow();

  @TempDir private Path results = Path.of(".");

  @Test
  void of_a_run_that_lives_is_nobody_elses_business() throws Exception {
    try (FaultJournal journal = FaultJournal.begin(folder(), "living", false)) {
      journal.breaking(CUT, 1);

      assertEquals(List.of(), Aftermath.in(results).runs());
    }
  }

  @Test
  void of_a_killed_run_tells_what_was_not_healed() throws Exception {
    RunFolder folder = folder();
    try (FaultJournal journal = FaultJournal.begin(folder, "killed", true)) {
      journal.breaking(CUT, 1);
      journal.breaking(PAUSE, 2);
      journal.healed(Family.PARTITION, 3);
      killed(folder);
    }

    List<FaultJournal.Unfinished> runs = Aftermath.in(results).runs();

    assertEquals(1, runs.size());
    assertEquals("killed was killed while in force: pause-one", runs.getFirst().sentence());
  }

  @Test
  void knows_a_fault_before_it_is_injected_but_for_a_line_that_was_cut_off() throws Exception {
    RunFolder folder = folder();
    try (FaultJournal journal = FaultJournal.begin(folder, "killed", true)) {
      journal.breaking(CUT, 1);
      killed(folder);
      Path file = folder.path().resolve(FaultJournal.FILE);
      Files.writeString(file, Files.readString(file) + "{\"breaking\":\"pau");
    }

    assertEquals(
        "killed was killed while in force: partition-leader",
        Aftermath.in(results).runs().getFirst().sentence());
  }

  @Test
  void is_over_when_the_cluster_is_gone_or_stays_whole() throws Exception {
    RunFolder gone = folder();
    try (FaultJournal journal = FaultJournal.begin(gone, "gone", false)) {
      journal.breaking(CUT, 1);
    }
    killed(gone);
    RunFolder whole = folder();
    try (FaultJournal journal = FaultJournal.begin(whole, "whole", true)) {
      journal.breaking(CUT, 1);
      journal.healed(Family.PARTITION, 2);
    }
    killed(whole);
    RunFolder broken = folder();
    try (FaultJournal journal = FaultJournal.begin(broken, "broken", true)) {
      journal.breaking(CUT, 1);
    }
    killed(broken);

    assertEquals(
        List.of("broken"),
        Aftermath.in(results).runs().stream().map(FaultJournal.Unfinished::run).toList());
  }

  @Test
  void is_settled_once_all_is_healed_and_not_before() throws Exception {
    RunFolder folder = folder();
    try (FaultJournal journal = FaultJournal.begin(folder, "killed", true)) {
      journal.breaking(JUMP, 1);
      killed(folder);
    }
    List<BrokenOff> asked = new ArrayList<>();

    assertThrows(
        ClusterFailed.class,
        () ->
            Aftermath.in(results)
                .cure(broken -> {
                  throw new ClusterFailed("something stays");
                }));
    List<String> said =
        Aftermath.in(results)
            .cure(broken -> {
              asked.addAll(broken);
              return List.of("done");
            });

    assertEquals(
        List.of(
            "killed was killed while in force: clock-jump-one",
            "done",
            "killed: no fault of it is in force any more, verified"),
        said);
    assertEquals(List.of(new BrokenOff("killed", true)), asked, "a clock is within its process");
    assertEquals(List.of(), Aftermath.in(results).runs());
  }

  @Test
  void is_looked_for_where_there_are_no_results() throws StoreFailed {
    assertTrue(Aftermath.in(results.resolve("nowhere")).runs().isEmpty());
  }

  private RunFolder folder() throws StoreFailed {
    return RunFolder.create(results, "test", java.time.Instant.EPOCH);
  }

  /** Has a journal as if its process had ended. */
  private static void killed(RunFolder folder) throws Exception {
    Path file = folder.path().resolve(FaultJournal.FILE);
    Owner self = Owner.self();
    Owner gone = new Owner(self.pid(), self.started() - 1, self.machine());
    Files.writeString(file, Files.readString(file).replace(self.label(), gone.label()));
  }
}
