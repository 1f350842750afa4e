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
    LongFunction<Weather> any = Weather::of;
    LongFunction<Weather> islands = seed -> Weather.islands();
    LongFunction<Weather> shortReigns = seed -> Weather.shortReigns();
    LongFunction<Weather> echoes = seed -> Weather.echoes(3 + 2 * (int) (seed % 2));
    LongFunction<Weather> absences = seed -> Weather.longAbsences(3 + 2 * (int) (seed % 2));
    LongFunction<Weather> slowDisks = seed -> Weather.slowDisks();
    LongFunction<Weather> upheaval = seed -> Weather.upheaval(3 + (int) (seed % 3));
    LongFunction<Weather> leases = seed -> Weather.leases();
    LongFunction<Weather> stops = seed -> Weather.stops();
    LongFunction<Weather> handovers = seed -> Weather.handovers();
    String reads = "Reads|Reads only where a majority has answered since";
    String votes = "Votes only for logs as good as its own|Leader Completeness";
    String commits = "Commits what a majority has";
    String quorum = "Commit on a durable quorum";
    String promise = "Campaigns only with a majority's promise";
    return Stream.of(
        arguments("CL01", any, "Exactly once"),
        arguments("CL03", stops, "Equal states|Exactly once"),
        arguments("CL04", stops, "Exactly once"),
        arguments("CL06", echoes, "Outcomes"),
        arguments("CL07", echoes, "Outcomes"),
        arguments("CL08", any, "Answers"),
        arguments("CL09", any, "Exactly once"),
        arguments("CL10", any, "Exactly once"),
        arguments("CL12", any, "Questions of many clients"),
        arguments("CM01", shortReigns, "Leader Completeness"),
        arguments("CM03", any, quorum),
        arguments("CM04", any, quorum),
        arguments("CM05", upheaval, commits + "|" + quorum),
        arguments("CM07", echoes, "Outcomes"),
        arguments("CM08", any, quorum),
        arguments("CM10", any, commits),
        arguments("EL01", any, "Votes are durable"),
        arguments("EL03", any, "One vote a term"),
        arguments("EL04", shortReigns, "One vote a term"),
        arguments("EL06", shortReigns, votes),
        arguments("EL07", echoes, votes),
        arguments("EL08", any, "Liveness"),
        arguments("EL09", any, quorum + "|" + promise),
        arguments("EL10", echoes, promise + "|Election Safety|Leader Completeness"),
        arguments("EL12", shortReigns, "Yields"),
        arguments("EL13", any, "Timeouts are drawn by chance"),
        arguments("EL14", any, promise),
        arguments("EL16", echoes, "Loyalty"),
        arguments("EL17", echoes, "A leader that nobody answers steps down"),
        arguments("EL18", any, quorum + "|State Machine Safety"),
        arguments("EL19", echoes, "Newer terms are taken over"),
        arguments("EL20", echoes, "one leader a term (§5.2)"),
        arguments("EL21", upheaval, "Learners do not campaign"),
        arguments("LT01", handovers, "Leaders take commands"),
        arguments("MB02", upheaval, "One change after the other"),
        arguments("MB03", upheaval, "The latest members in its log|" + quorum),
        arguments("MB04", upheaval, quorum),
        arguments("MB06", upheaval, "New voters have caught up"),
        arguments("RD01", islands, reads + "|A leader that nobody answers steps down"),
        arguments("RD02", shortReigns, "Reads"),
        arguments("RD04", echoes, reads),
        arguments("RD06", any, reads + "|A leader that nobody answers steps down"),
        arguments("RD07", any, "Reads"),
        arguments("RD08", leases, reads),
        arguments("RD10", leases, reads),
        arguments("RD11", stops, "Campaigns in time|Heartbeats|" + reads),
        arguments("RD12", any, "Reads"),
        arguments("RP01", any, quorum),
        arguments(
            "RP02", shortReigns, "Log Matching|State Machine Safety|terms never fall|" + quorum),
        arguments("RP03", any, "a committed entry stays|Durability|" + quorum),
        arguments("RP04", any, "Liveness"),
        arguments("RP05", any, "State Machine Safety"),
        arguments("RP06", any, "commits never go back"),
        arguments("RP08", any, commits),
        arguments("RP09", any, "a probe starts after match"),
        arguments("RP11", any, "Liveness|" + quorum),
        arguments("RP12", any, "entry follows the last"),
        arguments("RP13", any, "Liveness"),
        arguments("RP16", echoes, "one leader a term (§5.2)"),
        arguments("SM01", any, "Exactly once"),
        arguments("SN01", absences, "Equal states|Exactly once"),
        arguments("SN02", absences, "Snapshots"),
        arguments("SN05", absences, "Compaction"),
        arguments("SN07", upheaval, "The latest members in its log"),
        arguments("SN09", absences, "What is forgotten is durable"),
        arguments("SN10", any, "Effects"),
        arguments("SN11", absences, "Liveness"),
        arguments("ST01", any, "Acknowledgements are durable"),
        arguments("TM01", echoes, "Campaigns in time"),
        arguments("TM02", stops, "A pause is no silence"),
        arguments("TM03", slowDisks, "Heartbeats"));
  }

  @Test
  void has_a_schedule_for_every_flaw_that_shows_in_a_random_cluster() {
    List<String> all = Flaws.all().stream().map(flaw -> flaw.card().id()).toList();
    Stream<String> seen = flawsAndWhatExposesThem().map(row -> (String) row.get()[0]);

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
