package minos.raft.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import minos.raft.InvariantViolated;
import minos.raft.RaftCore;
import minos.raft.Rules;
import minos.raft.flaw.Flaw;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dminos.steps=10000000} looks longer, {@code -Dminos.seed=1000} elsewhere. */
@DisplayName("A cluster in any weather")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomClusterTest {
  private static final long STEPS = Long.getLong("minos.steps", 300_000);
  private static final long FIRST_SEED = Long.getLong("minos.seed", 1);
  private static final long STEPS_PER_RUN = 10_000;

  @Test
  void keeps_every_property_of_raft() {
    long answered = 0;
    long steps = 0;

    for (long seed = FIRST_SEED; steps < STEPS; seed++) {
      RandomCluster cluster = run(seed, Rules.OF_THE_PAPER);
      steps += cluster.steps();
      answered += cluster.callsAnswered();
    }

    assertTrue(answered > STEPS / 1000, answered + " calls answered in " + steps + " steps");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void comes_to_rest_with_one_leader_and_equal_states_when_nothing_fails_any_more(long seed) {
    RandomCluster cluster = run(seed, Rules.OF_THE_PAPER);

    cluster.healAndRun(Duration.ofSeconds(5));
    long answered = cluster.callsAnswered();
    cluster.healAndRun(Duration.ofSeconds(1));

    assertTrue(cluster.callsAnswered() > answered + 20, "fresh calls are answered");
    assertEquals(1, cluster.servers().stream().filter(SimulatedServer::leads).count());
    assertTrue(
        cluster.servers().stream()
            .map(SimulatedServer::status)
            .map(Optional::orElseThrow)
            .mapToLong(RaftCore.Status::commitIndex)
            .allMatch(commit -> commit > cluster.committed() - 100),
        "all follow");
    assertTrue(
        cluster.servers().stream().mapToInt(SimulatedServer::openQuestions).sum() < 10,
        "no question stays open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RD01", "CM01", "ST01", "CL01", "RP01"})
  void betrays_every_flaw(String id) {
    Flaw flaw = Flaws.named(id).orElseThrow();

    Optional<String> breach = Optional.empty();
    for (long seed = 1; seed <= 2_000 && breach.isEmpty(); seed++) {
      breach = breachOf(seed, flaw);
    }

    assertTrue(breach.isPresent(), () -> "not caught: " + flaw);
  }

  private static Optional<String> breachOf(long seed, Rules rules) {
    try {
      run(seed, rules);
      return Optional.empty();
    } catch (Breach | InvariantViolated e) {
      System.out.println(rules + " seed " + seed + " -> " + e.getMessage());
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static RandomCluster run(long seed, Rules rules) {
    RandomCluster cluster = new RandomCluster(seed, Weather.of(seed), rules);
    cluster.run(STEPS_PER_RUN);
    return cluster;
  }
}
