package minos.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.check.Validity;
import minos.check.Verdict;
import minos.fault.FaultRecord;
import minos.generate.Generators;
import minos.run.MapSystem.Vice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run's own verdict")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HonestyTest {
  private final Runs runs = new Runs();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void is_valid_when_all_faults_are_proven_and_healed_and_all_keys_were_read(long seed) {
    runs.faults = "partition,kill,pause";
    runs.seed = seed;

    RunResult result = runs.run();

    assertEquals(Verdict.valid("faults"), Honesty.of(result).parts().getFirst());
    assertEquals(Validity.VALID, Honesty.of(result).validity(), Honesty.of(result)::toString);
    assertTrue(result.faults().size() >= 3, result.faults()::toString);
    for (FaultRecord fault : result.faults()) {
      assertTrue(fault.proven() && fault.healed(), fault::toString);
      assertTrue(fault.operations() > 0, fault::toString);
      assertNotNull(fault.value(), fault::toString);
    }
    assertTrue(runs.system.isWhole());
  }

  @Test
  void is_unknown_when_a_node_refuses_to_be_killed() {
    runs.faults = "kill-all";
    runs.system.isUnkillable = true;

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(
        "Fault kill-all at 2.0 s is not proven to have taken effect: n1 is RUNNING and not GONE;"
            + " n2 is RUNNING and not GONE; n3 is RUNNING and not GONE; n4 is RUNNING and not GONE;"
            + " n5 is RUNNING and not GONE.",
        verdict.reasons().getFirst());
  }

  @Test
  void is_unknown_when_a_node_died_of_itself() {
    runs.system.deaths = List.of("n2 died at 3.1 s: disk on fire");

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(List.of("No fault killed it: n2 died at 3.1 s: disk on fire."), verdict.reasons());
  }

  @Test
  void is_unknown_when_a_cut_gives_no_evidence() {
    runs.faults = "partition-one";
    runs.system.isSilentOnCuts = true;

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(
        "Fault partition-one at 2.0 s is not proven to have taken effect: the cut gave no evidence"
            + " of itself.",
        verdict.reasons().getFirst());
  }

  @Test
  void is_unknown_when_a_fault_cannot_be_healed() {
    runs.faults = "partition-halves";
    runs.length = Duration.ofSeconds(6);
    runs.system.isUnhealable = true;

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(
        verdict.reasons().getFirst().contains("is not proven to have been healed: n1 keeps"),
        verdict.reasons()::toString);
    assertTrue(runs.system.healsAsked >= 3, "healing is tried again");
  }

  @Test
  void is_unknown_when_a_stopped_process_does_not_go_on() {
    runs.faults = "pause-one";
    runs.system.isUnresumable = true;

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
  }

  @Test
  void is_unknown_when_a_fault_asked_for_was_never_begun() {
    runs.faults = "pause";
    Runner runner = runs.runner();
    runner.stop();

    Verdict verdict = Honesty.of(runner.run());

    assertTrue(
        verdict
            .reasons()
            .contains("Fault pause was asked for and never begun: the run was stopped."),
        verdict.reasons()::toString);
  }

  @Test
  void is_unknown_when_no_client_worked_during_a_fault() {
    runs.faults = "pause-one";
    runs.length = Duration.ofSeconds(60);
    runs.load = Generators.sequence(Generators.limit(1, runs.load), pause(59));

    Verdict verdict = Honesty.of(runs.run());

    assertTrue(
        verdict.reasons().getFirst().endsWith("in force while no client had an operation open."),
        verdict.reasons()::toString);
  }

  @Test
  void believes_that_a_fault_was_met_when_another_of_its_kind_was() {
    runs.faults = "pause-one";
    RunResult result = runs.run();
    FaultRecord met = result.faults().getFirst();

    assertEquals(List.of(), reasons(result, met, unmet(met)));
    assertTrue(
        reasons(result, unmet(met))
            .getFirst()
            .endsWith("in force while no client had an operation open."));
  }

  @Test
  void is_unknown_when_nothing_under_load_was_ok() {
    runs.length = Duration.ofSeconds(3);
    runs.system.vice = Vice.FAILS;
    runs.time.after(4_000_000_000L, () -> runs.system.vice = Vice.NONE);

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(1, verdict.reasons().size());
    assertTrue(verdict.reasons().getFirst().endsWith(" operations none under load was ok."));
  }

  @Test
  void is_unknown_when_hardly_anything_under_load_was_ok() {
    runs.length = Duration.ofSeconds(3);
    runs.time.after(50_000_000L, () -> runs.system.vice = Vice.FAILS);
    runs.time.after(4_000_000_000L, () -> runs.system.vice = Vice.NONE);

    List<String> reasons = Honesty.of(runs.run()).reasons();

    assertTrue(
        reasons
            .getFirst()
            .matches("Of \\d+ operations only \\d under load were ok: fewer than 10 show nothing."),
        reasons::toString);
  }

  @Test
  void is_unknown_when_a_majority_was_left_and_did_nothing() {
    runs.faults = "kill-minority";
    runs.length = Duration.ofSeconds(12);
    runs.time.after(1_990_000_000L, () -> runs.system.vice = Vice.FAILS);
    runs.time.after(9_000_000_000L, () -> runs.system.vice = Vice.NONE);

    List<String> reasons = Honesty.of(runs.run()).reasons();

    assertTrue(
        reasons
            .getFirst()
            .matches(
                "Fault kill-minority at 2.0 s left a majority for [3-6].\\d s, and of \\d+"
                    + " operations none was ok meanwhile."),
        reasons::toString);
  }

  @Test
  void takes_no_fault_for_proven_that_nobody_saw_or_that_hit_nobody() {
    runs.faults = "kill-one";
    RunResult result = runs.run();
    FaultRecord fault = result.faults().getFirst();

    List<String> unseen = reasons(result, seen(fault, fault.value(), List.of()));
    List<String> idle = reasons(result, seen(fault, List.of(), fault.evidence()));

    assertTrue(unseen.getFirst().endsWith("is not proven to have taken effect."), unseen::toString);
    assertEquals(
        List.of("Fault kill-one was asked for and never begun: give the run more time."), idle);
  }

  private static FaultRecord unmet(FaultRecord fault) {
    return new FaultRecord(
        fault.fault(),
        fault.value(),
        fault.askedNanos(),
        fault.appliedNanos(),
        fault.evidence(),
        fault.healedNanos(),
        fault.healEvidence(),
        fault.errors(),
        0,
        0,
        fault.leavesMajority());
  }

  private static List<String> reasons(RunResult result, FaultRecord... only) {
    RunResult other =
        new RunResult(
            result.counts(),
            result.latencies(),
            result.kinds(),
            List.of(only),
            result.deaths(),
            result.phases(),
            result.recovery(),
            result.takeoverNanos(),
            result.stopped());
    return Honesty.of(other).reasons();
  }

  private static FaultRecord seen(
      FaultRecord fault, @Nullable Object value, List<String> evidence) {
    return new FaultRecord(
        fault.fault(),
        value,
        fault.askedNanos(),
        fault.appliedNanos(),
        evidence,
        fault.healedNanos(),
        fault.healEvidence(),
        fault.errors(),
        fault.operations(),
        fault.ok(),
        fault.leavesMajority());
  }

  @Test
  void gives_a_slow_system_the_time_for_its_elections() {
    runs.faults = "kill-minority";
    runs.length = Duration.ofSeconds(12);
    runs.system.takeover = Duration.ofSeconds(8);
    runs.time.after(1_990_000_000L, () -> runs.system.vice = Vice.FAILS);
    runs.time.after(9_000_000_000L, () -> runs.system.vice = Vice.NONE);

    assertEquals(Validity.VALID, Honesty.of(runs.run()).validity());
  }

  @Test
  void does_not_ask_for_progress_where_no_majority_was_left() {
    runs.faults = "kill-majority";
    runs.length = Duration.ofSeconds(12);
    runs.time.after(1_990_000_000L, () -> runs.system.vice = Vice.FAILS);
    runs.time.after(9_000_000_000L, () -> runs.system.vice = Vice.NONE);

    assertEquals(Validity.VALID, Honesty.of(runs.run()).validity());
  }

  @Test
  void is_unknown_when_no_client_began_anything() {
    runs.load = Generators.nothing();
    runs.finalReads = Generators.nothing();

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(List.of("No client began any operation."), verdict.reasons());
  }

  @Test
  void is_unknown_when_a_key_could_not_be_read_in_the_end() {
    runs.length = Duration.ofSeconds(3);
    runs.time.after(2_000_000_000L, () -> runs.system.vice = Vice.FAILS);

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(
        verdict
            .reasons()
            .getFirst()
            .startsWith("Never ok within 30.0 s after the faults were healed: the final read of k"),
        verdict.reasons()::toString);
  }

  @Test
  void is_unknown_when_nothing_was_read_after_faults() {
    runs.faults = "partition";
    runs.finalReads = Generators.nothing();

    Verdict verdict = Honesty.of(runs.run());

    assertEquals(List.of("Nothing was read after the faults were healed."), verdict.reasons());
  }

  @Test
  void says_so_where_a_leader_was_to_be_hit_and_none_was_known() {
    runs.faults = "kill-leader";
    runs.system.leader = Optional.empty();

    RunResult result = runs.run();

    String note = result.faults().getFirst().evidence().getFirst();
    assertTrue(note.matches("no leader was known; n\\d was taken by chance"), note);
    assertEquals(Validity.VALID, Honesty.of(result).validity());
  }

  private static minos.generate.Generator pause(long seconds) {
    return Generators.delay(seconds * 1_000_000_000L, Generators.nothing());
  }
}
