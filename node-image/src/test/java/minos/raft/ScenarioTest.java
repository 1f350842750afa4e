package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A cluster")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScenarioTest {

  @ParameterizedTest(name = "of {0} servers")
  @ValueSource(ints = {1, 2, 3, 4, 5, 7})
  void elects_a_leader_and_applies_a_command_everywhere(int servers) {
    Ensemble cluster = new Ensemble(servers, Rules.OF_THE_PAPER).campaign(1);

    cluster.propose(1, 9, "x").settle().heartbeat(1);

    for (int server = 1; server <= servers; server++) {
      assertEquals(List.of("x"), cluster.applied(server), "on n" + server);
      assertEquals(Optional.of(Ensemble.node(1)), cluster.status(server).leader());
    }
    assertEquals(OptionalLong.of(9), cluster.effects(1, Effect.Apply.class).getLast().request());
  }

  @ParameterizedTest(name = "with {1} of {0} servers")
  @CsvSource({"2, 1", "3, 1", "4, 2", "5, 2", "6, 3"})
  void commits_nothing_without_a_majority(int servers, int connected) {
    Ensemble cluster = new Ensemble(servers, Rules.OF_THE_PAPER).campaign(1);
    for (int server = connected + 1; server <= servers; server++) {
      cluster.cut(server);
    }

    cluster.propose(1, 9, "x").settle().heartbeat(1);

    assertEquals(List.of(), cluster.applied(1));
  }

  @Test
  void elects_nobody_without_a_majority() {
    Ensemble cluster = new Ensemble(4, Rules.OF_THE_PAPER).cut(3, 4);

    cluster.campaign(1).campaign(2).campaign(1);

    assertEquals(Role.FOLLOWER, cluster.status(1).role());
    assertEquals(0, cluster.status(1).term(), "nor does its term grow meanwhile");
  }

  @Test
  void goes_on_with_a_new_leader_and_takes_the_old_one_back() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER).campaign(1);
    cluster.propose(1, 1, "kept").settle().heartbeat(1);
    cluster.cut(1).propose(1, 2, "lost").settle();

    cluster.forgetLeaders().campaign(2).propose(2, 3, "new").settle();
    cluster.heal().heartbeat(2).heartbeat(2);

    for (int server = 1; server <= 3; server++) {
      assertEquals(List.of("kept", "new"), cluster.applied(server), "on n" + server);
    }
    assertEquals(Role.FOLLOWER, cluster.status(1).role());
    assertEquals(
        List.of(new Effect.Abandon(2, Optional.of(Ensemble.node(2)))),
        cluster.effects(1, Effect.Abandon.class),
        "the old leader does not know what became of it");
  }

  @Test
  void keeps_its_leader_when_a_lonely_server_comes_back() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER).campaign(1);
    long term = cluster.status(1).term();

    cluster.cut(3).pass(Duration.ofSeconds(10)).heal().pass(Duration.ofSeconds(2));

    assertEquals(Role.LEADER, cluster.status(1).role());
    assertEquals(term, cluster.status(1).term());
  }

  @Test
  void has_its_leader_step_down_when_no_majority_is_heard() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER).campaign(1);
    cluster.cut(1).propose(1, 5, "x").read(1, 6);

    cluster.pass(Duration.ofMillis(599));
    Role before = cluster.status(1).role();
    cluster.pass(Duration.ofMillis(2));

    assertEquals(Role.LEADER, before);
    assertEquals(Role.FOLLOWER, cluster.status(1).role());
    assertEquals(
        List.of(new Effect.Abandon(5, Optional.empty())), cluster.effects(1, Effect.Abandon.class));
    assertEquals(
        List.of(new Effect.Reject(6, Optional.empty())), cluster.effects(1, Effect.Reject.class));
  }

  /** "The leader brings the followers' logs into consistency with its own" (§5.3). */
  @ParameterizedTest(name = "follower ({0})")
  @CsvSource({
    "a, 1 1 1 4 4 5 5 6 6",
    "b, 1 1 1 4",
    "c, 1 1 1 4 4 5 5 6 6 6 6",
    "d, 1 1 1 4 4 5 5 6 6 6 7 7",
    "e, 1 1 1 4 4 4 4",
    "f, 1 1 1 2 2 2 3 3 3 3 3"
  })
  void repairs_every_follower_of_figure_7(String name, String log) {
    long[] terms = Stream.of(log.split(" ")).mapToLong(Long::parseLong).toArray();
    Ensemble cluster =
        new Ensemble(3, Rules.OF_THE_PAPER)
            .startFrom(1, 7, 1, 1, 1, 4, 4, 5, 5, 6, 6, 6)
            .startFrom(2, 7, 1, 1, 1, 4, 4, 5, 5, 6, 6, 6)
            .startFrom(3, 7, terms);

    cluster.cut(3).campaign(1).heal().heartbeat(1).heartbeat(1);

    assertEquals(List.of(1L, 1L, 1L, 4L, 4L, 5L, 5L, 6L, 6L, 6L, 8L), cluster.disk(1));
    assertEquals(cluster.disk(1), cluster.disk(3));
    assertEquals(cluster.applied(1), cluster.applied(3));
  }

  /**
   * "A log entry from a previous term ... even though it is stored on a majority of servers ... can
   * still be overwritten by a future leader" (§5.4.2, figure 8).
   */
  @Test
  void does_not_commit_what_figure_8_would_overwrite() {
    Ensemble cluster = figure8(Rules.OF_THE_PAPER);

    assertEquals(List.of(1L, 2L), cluster.disk(3).subList(0, 2), "a majority has the old entry");
    assertEquals(0, cluster.status(1).commitIndex());

    overwritten(cluster);
    assertEquals(List.of(1L, 3L), cluster.disk(3).subList(0, 2), "overwritten, as it may be");
  }

  @Test
  void contradicts_itself_in_figure_8_under_flaw_CM01() {
    Ensemble cluster = figure8(Flaws.named("CM01").orElseThrow());

    overwritten(cluster);

    assertEquals(new EntryId(2, 2), cluster.effects(1, Effect.Apply.class).get(1).entry().id());
    assertEquals(new EntryId(3, 2), cluster.effects(5, Effect.Apply.class).get(1).entry().id());
  }

  /** (a) to (c): S1, leader again in term 4, has spread entry 2 of term 2, but not its own. */
  private static Ensemble figure8(Rules rules) {
    Ensemble cluster =
        new Ensemble(5, rules)
            .startFrom(1, 3, 1, 2)
            .startFrom(2, 3, 1, 2)
            .startFrom(3, 3, 1)
            .startFrom(4, 3, 1)
            .startFrom(5, 3, 1, 3);
    return cluster.cut(5).lose(ScenarioTest::bringsTerm4).campaign(1).heartbeat(1).crash(1);
  }

  private static boolean bringsTerm4(Message message) {
    return message instanceof Message.AppendRequest append
        && append.entries().stream().anyMatch(entry -> entry.term() == 4);
  }

  /** (d): S5 wins with the votes of S2, S3 and S4, as its last term is the latest. */
  private static void overwritten(Ensemble cluster) {
    cluster.heal().forgetLeaders().campaign(5).campaign(5).heartbeat(5).heartbeat(5);
    assertEquals(Role.LEADER, cluster.status(5).role());
  }

  @Test
  void refuses_to_overwrite_what_is_committed() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER).campaign(1);
    cluster.propose(1, 1, "kept").settle().heartbeat(1);
    Message forged =
        new Message.AppendRequest(
            9,
            EntryId.NONE,
            List.of(new Entry(new EntryId(9, 1), Entry.Kind.NO_OP, Payload.EMPTY)),
            0,
            0);

    assertThrows(InvariantViolated.class, () -> cluster.receive(2, 3, forged));
  }
}
