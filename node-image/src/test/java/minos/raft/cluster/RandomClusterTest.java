package minos.raft.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import minos.raft.InvariantViolated;
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
  private static final long STEPS = Long.getLong("minos.steps", 1_000_000);
  private static final long FIRST_SEED = Long.getLong("minos.seed", 1);
  private static final long STEPS_PER_RUN = 10_000;

  /**
   * These only cost time, need a schedule that chance does not find, or lie outside of the core;
   * see their scenes.
   */
  private static final List<String> UNSEEN =
      List.of(
          "CL03", "CL04", "CL06", "CL08", "CL10", "CL12", "CL13", "CM05", "CM07", "CM10", "EL13",
          "EL21", "LT01", "MB01", "MB02", "MB03", "MB04", "MB06", "RD04", "RD08", "RD10", "RD11",
          "RP08", "RP12", "RP15", "SM01", "SM02", "SN07", "SN10", "SN11", "ST12", "TM01", "TM02");

  /** What the storage does and finds: here it is a model of its own, and its disk has room. */
  private static final List<String> ON_DISK =
      List.of("EL02", "RP17", "ST02", "ST03", "ST04", "ST05", "ST06", "ST07", "ST09", "ST10");

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

    Optional<String> stall = cluster.stall();

    assertEquals(Optional.empty(), stall);
    assertTrue(
        cluster.servers().stream().mapToInt(SimulatedServer::openQuestions).sum() < 10,
        "no question stays open");
  }

  @Test
  void brings_back_by_snapshots_who_was_away_for_too_long() {
    long installed = 0;

    for (long seed = FIRST_SEED; seed < FIRST_SEED + 6; seed++) {
      RandomCluster cluster = new RandomCluster(seed, Weather.longAbsences(3), Rules.OF_THE_PAPER);
      cluster.run(STEPS_PER_RUN);
      assertEquals(Optional.empty(), cluster.stall());
      installed += cluster.installed();
    }

    assertTrue(installed > 3, installed + " snapshots installed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flawsAndWhatExposesThem")
  void betrays_every_flaw(String id, LongFunction<Weather> weather, String properties) {
    Flaw flaw = Flaws.named(id).orElseThrow();

    Optional<String> breach = Optional.empty();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 200 && breach.isEmpty(); seed++) {
      breach = breachOf(seed, weather.apply(seed), flaw);
    }

    String broken = breach.map(what -> what.replaceFirst(":.*", "")).orElse("not caught");
    assertTrue(List.of(properties.split("\\|")).contains(broken), broken);
  }

  static Stream<Arguments> flawsAndWhatExposesThem() {
    LongFunction<Weather> any = Weather::of;
    LongFunction<Weather> islands = seed -> Weather.islands();
    LongFunction<Weather> shortReigns = seed -> Weather.shortReigns();
    LongFunction<Weather> echoes = seed -> Weather.echoes(3 + 2 * (int) (seed % 2));
    LongFunction<Weather> absences = seed -> Weather.longAbsences(3 + 2 * (int) (seed % 2));
    LongFunction<Weather> slowDisks = seed -> Weather.slowDisks();
    String quorum = "Commit on a durable quorum";
    String promise = "Campaigns only with a majority's promise";
    return Stream.of(
        arguments("CL01", any, "Exactly once"),
        arguments("CL07", echoes, "Outcomes"),
        arguments("CL09", any, "Exactly once"),
        arguments("CM01", shortReigns, "Leader Completeness"),
        arguments("CM03", any, quorum),
        arguments("CM04", any, quorum),
        arguments("CM08", any, quorum),
        arguments("EL01", any, "One vote a term|Election Safety|Log Matching"),
        arguments("EL03", any, "One vote a term"),
        arguments("EL04", shortReigns, "One vote a term"),
        arguments("EL06", shortReigns, "Leader Completeness"),
        arguments("EL07", echoes, "Leader Completeness"),
        arguments("EL08", any, "Liveness"),
        arguments("EL09", any, quorum + "|" + promise),
        arguments("EL10", echoes, promise + "|Election Safety|Leader Completeness"),
        arguments("EL12", shortReigns, "Yields"),
        arguments("EL14", any, promise),
        arguments("EL16", echoes, "Loyalty"),
        arguments("EL17", echoes, "A leader that nobody answers steps down"),
        arguments("EL18", any, quorum + "|State Machine Safety"),
        arguments("EL19", echoes, "Newer terms are taken over"),
        arguments("EL20", echoes, "one leader a term (§5.2)"),
        arguments("RD01", islands, "Reads|A leader that nobody answers steps down"),
        arguments("RD02", shortReigns, "Reads"),
        arguments("RD06", any, "Reads|A leader that nobody answers steps down"),
        arguments("RD07", any, "Reads"),
        arguments("RD12", any, "Reads"),
        arguments("RP01", any, quorum),
        arguments(
            "RP02", shortReigns, "Log Matching|State Machine Safety|terms never fall|" + quorum),
        arguments("RP03", any, "a committed entry stays|Durability|" + quorum),
        arguments("RP04", any, "Liveness"),
        arguments("RP05", any, "State Machine Safety"),
        arguments("RP06", any, "commits never go back"),
        arguments("RP09", any, "a probe starts after match"),
        arguments("RP11", any, "Liveness|" + quorum),
        arguments("RP13", any, "Liveness"),
        arguments("RP16", echoes, "one leader a term (§5.2)"),
        arguments("SN01", absences, "Equal states|Exactly once"),
        arguments("SN02", absences, "Snapshots"),
        arguments("SN05", absences, "Compaction"),
        arguments("SN09", absences, "What is forgotten is durable"),
        arguments("ST01", any, quorum),
        arguments("TM03", slowDisks, "Heartbeats"));
  }

  @Test
  void has_a_schedule_for_every_flaw_that_shows_in_a_random_cluster() {
    List<String> all = Flaws.all().stream().map(flaw -> flaw.card().id()).toList();
    Stream<String> seen = flawsAndWhatExposesThem().map(row -> (String) row.get()[0]);

    Stream<String> unseen = Stream.concat(UNSEEN.stream(), ON_DISK.stream());
    assertEquals(all, Stream.concat(seen, unseen).sorted().toList());
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
      RandomCluster cluster = new RandomCluster(seed, weather, rules);
      cluster.run(3 * STEPS_PER_RUN);
      return cluster.stall();
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
