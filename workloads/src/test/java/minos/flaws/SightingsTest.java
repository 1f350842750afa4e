package minos.flaws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minos.cluster.World;
import minos.hunt.Ground;
import minos.hunt.Hunt;
import minos.hunt.Judge;
import minos.hunt.Row;
import minos.raft.flaw.Flaw;
import minos.raft.flaw.Flaws;
import minos.target.RaftKv;
import minos.workload.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The command that is named for a flaw")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SightingsTest {
  private static final int SEEDS = 20;

  static Stream<String> promisedRuns() {
    return Flaws.all().stream()
        .map(Flaw::card)
        .map(Flaw.Card::id)
        .filter(id -> Sightings.command(id).startsWith("./minos run"));
  }

  @Test
  void is_a_run_only_for_flaws_of_the_catalogue() {
    assertEquals(Sightings.runs(), promisedRuns().count());
  }

  @ParameterizedTest
  @MethodSource("promisedRuns")
  @Tag("load") // up to twenty runs of a minute each, if virtual
  void shows_it(String flaw) throws Exception {
    Row hunted = hunt(flaw).run(1, row -> {}).getFirst();

    assertEquals(1, hunted.caught(), hunted::toString);
    assertTrue(hunted.trials() <= SEEDS, hunted::toString);
  }

  /** What {@code ./minos run --in sim --time 60s} does, until it fails. */
  private static Hunt hunt(String flaw) {
    minos.run.Test usual =
        new minos.run.Test(
            "raft-kv",
            "",
            World.SIM,
            5,
            List.of(),
            Optional.empty(),
            minos.fault.FaultTiming.DEFAULT,
            Duration.ofSeconds(60),
            10,
            100,
            5,
            1,
            List.of(),
            "");
    List<Ground> grounds = List.of(new Ground("register", "partition,kill,pause"));
    return new Hunt(
        new RaftKv(),
        Map.of("register", new Register()),
        usual,
        new Hunt.Aim(List.of(flaw), grounds, 1, Duration.ofMinutes(3), EnumSet.allOf(Judge.class)));
  }
}
