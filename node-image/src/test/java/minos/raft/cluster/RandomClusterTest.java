package minos.raft.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import minos.invariant.Breach;
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

  /** What no schedule shows here, and why; each has a scene. */
  private static final Map<String, String> UNSEEN =
      Map.of(
          "CL13", "costs time and messages, and no more: clients come back until they are served",
          "MB01", "joint consensus asks the majority of before in any case: MembershipBugTest",
          "RP15", "nobody may write after the whole log has gone into a snapshot: found by no seed",
          "SM02", "every command of these clients can be read",
          "ST12", "an empty log rarely makes a vote or an acknowledgement that decides");

  /** What the storage does and finds: here it is a model of its own, and its disk has room. */
  private static final List<String> ON_DISK =
      List.of("EL02", "RP17", "ST02", "ST03", "ST04", "ST05", "ST06", "ST07", "ST09", "ST10");

  @Test
  void keeps_every_property_of_raft() {
    Figures all = Figures.NONE;

    for (long seed = FIRST_SEED; all.steps() < STEPS; seed++) {
      all = all.plus(run(seed).figures());
    }

    assertTrue(all.answered() > STEPS / 1_000, all::toString);
    assertTrue(all.changes() > STEPS / 10_000, all::toString);
    assertTrue(all.wipes() > STEPS / 100_000, all::toString);
    assertTrue(all.installed() > STEPS / 100_000, all::toString);
  }

  /** All that weather can be, and now and then all of one kind. */
  private static Weather weather(long seed) {
    return switch ((int) (seed % 8)) {
      case 1 -> Weather.upheaval(3 + (int) (seed % 3));
      case 3 -> Weather.leases();
      case 5 -> Weather.stops();
      case 7 -> Weather.handovers();
      default -> Weather.of(seed);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comes_to_rest_with_one_leader_and_equal_states_when_nothing_fails_any_more(long seed) {
    RandomCluster cluster = run(seed);

    Optional<String> stall = cluster.stall();

    assertEquals(Optional.empty(), stall);
    assertTrue(
        cluster.servers().stream().mapToInt(SimulatedServer::openQuestions).sum() < 10,
        "no question stays open");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comes_to_rest_also_where_nobody_asks_for_anything_any_more(long seed) {
    assertEquals(Optional.empty(), run(seed).stallInSilence());
  }

  @Test
  void brings_back_by_snapshots_who_was_away_for_too_long() {
    long installed = 0;

    for (long seed = FIRST_SEED; seed < FIRST_SEED + 6; seed++) {
      RandomCluster cluster = new RandomCluster(seed, Weather.longAbsences(3), Rules.OF_THE_PAPER);
      cluster.run(STEPS_PER_RUN);
      assertEquals(Optional.empty(), cluster.stall());
      installed += cluster.figures().installed();
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
    return Exposures.all().map(each -> arguments(each.flaw(), each.weather(), each.properties()));
  }

  @Test
  void has_a_schedule_for_every_flaw_that_shows_in_a_random_cluster() {
    List<String> all = Flaws.all().stream().map(flaw -> flaw.card().id()).toList();
    Stream<String> seen = Exposures.all().map(Exposures.Exposure::flaw);

    Stream<String> unseen = Stream.concat(UNSEEN.keySet().stream(), ON_DISK.stream());
    assertEquals(all, Stream.concat(seen, unseen).sorted().toList());
  }

  @Test
  void does_the_same_again_from_the_same_seed() {
    RandomCluster once = run(7);
    RandomCluster again = run(7);

    assertEquals(once.trace(), again.trace());
    assertNotEquals(once.trace(), run(8).trace());
  }

  private static Optional<String> breachOf(long seed, Weather weather, Rules rules) {
    try {
      RandomCluster cluster = new RandomCluster(seed, weather, rules);
      cluster.run(3 * STEPS_PER_RUN);
      return seed % 2 == 0 ? cluster.stall() : cluster.stallInSilence();
    } catch (Breach | InvariantViolated e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static RandomCluster run(long seed) {
    RandomCluster cluster = new RandomCluster(seed, weather(seed), Rules.OF_THE_PAPER);
    try {
      cluster.run(STEPS_PER_RUN);
    } catch (Breach | InvariantViolated e) {
      throw new AssertionError("repeat with -Dminos.seed=" + seed + ": " + e.getMessage(), e);
    }
    return cluster;
  }
}
