package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minos.check.Validity;
import minos.cluster.World;
import minos.fault.FaultRecord;
import minos.fault.FaultTiming;
import minos.fault.Rhythm;
import minos.time.VirtualTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("In the simulation the reference")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultsInSimulationTest {
  private static FaultyRun run(String fault, List<String> flaws, long seed) throws Exception {
    return FaultyRun.of(World.SIM, new VirtualTime(), fault, Duration.ofSeconds(20), flaws, seed);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "stop-minority, n\\d: GONE; n\\d: GONE",
    "power-loss-all, n1: GONE.*n5: GONE",
    "clock-jump-one, n\\d: wall clock [+-][1-9]\\d+ ms.*",
    "clock-strobe-minority, n\\d: wall clock [+-][1-9]\\d+ ms.*; n\\d: wall clock [+-][1-9].*",
    "clock-fast-leader, n\\d: .* clocks run 1.6 times as fast.*",
    "clock-slow-minority, n\\d: .* clocks run 0.6 times as fast.*",
    "crash-before-log-force-one, n\\d: GONE at before-log-force",
    "crash-after-log-force-leader, n\\d: GONE at after-log-force",
    "crash-before-ballot-force-one, n\\d: GONE at before-ballot-force.*",
    "crash-after-ballot-force-leader, n\\d: GONE at after-ballot-force; it led; transfer.*",
    "crash-after-ballot-force-one, n\\d: GONE at after-ballot-force.*",
    "crash-before-ballot-force-minority, 'n\\d: GONE at .*; n\\d: GONE at before-ballot-force.*'",
    "crash-after-ballot-force-majority, 'n\\d: .*; n\\d: .*; n\\d: GONE at after-ballot-force.*'",
    "crash-in-snapshot-one, n\\d: GONE at in-snapshot",
    "power-loss-torn-all, n1: GONE.*n5: GONE",
    "partition-client-replies-one, 'n\\d to clients: probe dropped; all 20 other links: .*'",
    "packets-half-open-one, 'half-open of .* simulated network; n\\d to n\\d: 1000 of 1000 .*'",
    "packets-delay-leader, 'delay of .*: 1000 of 1000 probes met the delay.*'",
    "crash-before-snapshot-named-one, n\\d: GONE at before-snapshot-named",
    "crash-after-snapshot-named-one, n\\d: GONE at after-snapshot-named",
    "disk-flip-log-minority, 'n\\d: log-\\d+ at \\d+: [0-9a-f]{2} became [0-9a-f]{2}; it .*'",
    "disk-truncate-log-one, 'n\\d: log-\\d+ had \\d+ bytes and has \\d+; it .*'",
    "disk-slow-leader, 'n\\d: told .slow \\d+., \\d+ forces took \\d+ ms longer'",
    "disk-full-one, 'n\\d: told .full., \\d+ operations of its disk failed'",
    "disk-fail-one, 'n\\d: told .fail., ended itself: .*Input/output error.*'",
    "members-remove-one, 'remove n\\d: done, voters .*'",
    "members-replace-minority, 'remove n\\d: .*; add n\\d: .*; voters .*, as the leader says'",
    "members-transfer-one, 'transfer n\\d: .*; voters .*, as the leader says'",
    "wipe-one, 'n\\d: GONE, \\d+ files wiped'",
    "cpu-throttle-leader, n\\d: each message takes \\d+ us of its processor"
  })
  void bears_a_fault_that_shows_itself_and_is_healed(String fault, String evidence)
      throws Exception {
    FaultyRun run = run(fault, List.of(), 3);

    run.mustBeBorne();
    assertTrue(run.evidence().matches(evidence), run.evidence());
    assertEquals(Validity.VALID, run.verdict().validity());
  }

  @Test
  void has_faults_that_meet_without_any_doubt_of_one_for_another() throws Exception {
    FaultyRun run =
        FaultyRun.of(
            World.SIM,
            new VirtualTime(),
            "crash-before-log-force-minority,pause-all,power-loss-all,clock-jump-all",
            Duration.ofSeconds(40),
            List.of(),
            5,
            new FaultTiming(Rhythm.IN_ORDER, Optional.empty()));

    List<FaultRecord> faults = run.result().faults();
    assertTrue(
        faults.stream()
            .anyMatch(fault -> fault.evidence().toString().contains("not applicable to")),
        faults.toString());
    faults.forEach(
        fault -> assertTrue(fault.proven() || fault.hitNobody(), () -> "doubtful: " + fault));
    assertEquals(Validity.VALID, run.verdict().validity());
  }

  @Test
  void loses_what_it_promised_on_a_minority_only_whichever_faults_take_it() throws Exception {
    FaultyRun run = run("disk-truncate-log-minority,wipe-minority", List.of(), 3);

    Set<String> losers = new TreeSet<>();
    for (FaultRecord fault : run.result().faults()) {
      Map<?, ?> ways = assertInstanceOf(Map.class, fault.value());
      ways.keySet().forEach(node -> losers.add(String.valueOf(node)));
    }
    run.mustBeBorne();
    assertTrue(run.result().faults().size() > 1, "one of each");
    assertEquals(2, losers.size(), losers.toString());
  }

  @Test
  void that_forces_nothing_is_caught_when_all_lose_their_power() throws Exception {
    boolean caught = false;
    for (long seed = 1; seed <= 20 && !caught; seed++) {
      FaultyRun run = run("power-loss-all", List.of("ST02"), seed);
      caught = run.verdict().validity() == Validity.INVALID;
    }

    assertTrue(caught);
  }
}
