package minos.raft.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dminos.steps=10000000} looks longer, {@code -Dminos.seed=1000} elsewhere. */
@DisplayName("A cluster in any weather")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomClusterTest {
  private static final long STEPS = Long.getLong("minos.steps", 150_000);
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
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void comes_to_rest_with_one_leader_and_equal_states_when_nothing_fails_any_more(long seed) {
    RandomCluster cluster = run(seed, Rules.OF_THE_PAPER);

    cluster.healAndRun(Duration.ofSeconds(3));
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("flawsAndWhatExposesThem")
  void betrays_every_flaw(String id, LongFunction<Weather> weather, String property) {
    Flaw flaw = Flaws.named(id).orElseThrow();

    Optional<String> breach = Optional.empty();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 200 && breach.isEmpty(); seed++) {
      breach = breachOf(seed, weather.apply(seed), flaw);
    }

    assertEquals(property, breach.map(what -> what.replaceFirst(":.*", "")).orElse("not caught"));
  }

  static Stream<Arguments> flawsAndWhatExposesThem() {
    LongFunction<Weather> any = Weather::of;
    LongFunction<Weather> islands = seed -> Weather.islands();
    LongFunction<Weather> shortReigns = seed -> Weather.shortReigns();
    return Stream.of(
        arguments("RD01", islands, "Reads"),
        arguments("CM01", shortReigns, "Leader Completeness"),
        arguments("ST01", any, "Commit on a durable quorum"),
        arguments("CL01", any, "Exactly once"),
        arguments("RP01", any, "Commit on a durable quorum"));
  }

  @Test
  void has_a_schedule_for_every_flaw() {
    List<String> all = Flaws.all().stream().map(flaw -> flaw.card().id()).sorted().toList();

    assertEquals(
        all, flawsAndWhatExposesThem().map(row -> (String) row.get()[0]).sorted().toList());
  }

  @Test
  void does_the_same_again_from_the_same_seed() {
    RandomCluster once = run(7, Rules.OF_THE_PAPER);
    RandomCluster again = run(7, Rules.OF_THE_PAPER);

    assertEquals(once.trace(), again.trace());
    assertNotEquals(once.trace(), run(8, Rules.OF_THE_PAPER).trace());
  }

  private static Optional<String> breachOf(long seed, Weather weather, Rules rules) {
    try {
      new RandomCluster(seed, weather, rules).run(3 * STEPS_PER_RUN);
      return Optional.empty();
    } catch (Breach | InvariantViolated e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static RandomCluster run(long seed, Rules rules) {
    RandomCluster cluster = new RandomCluster(seed, Weather.of(seed), rules);
    try {
      cluster.run(STEPS_PER_RUN);
    } catch (Breach | InvariantViolated e) {
      throw new AssertionError("repeat with -Dminos.seed=" + seed + ": " + e.getMessage(), e);
    }
    return cluster;
  }
}
