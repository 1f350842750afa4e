package minos.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import minos.fault.Breakable;
import minos.fault.FaultKind;
import minos.fault.Group;
import minos.fault.Rhythm;
import minos.report.Stories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A swarm of tests")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SwarmTest {
  private static final long MANY = 2_000;

  @Test
  void draws_the_same_test_from_the_same_seed() {
    assertEquals(drawn(7), drawn(7));
  }

  @Test
  void draws_every_kind_of_fault_some_time_but_a_few_at_a_time() {
    List<minos.run.Test> all = LongStream.range(0, MANY).mapToObj(SwarmTest::drawn).toList();

    for (Group group : Group.values()) {
      assertTrue(
          all.stream().anyMatch(test -> test.faults().contains(group.label())), group::label);
    }
    assertTrue(all.stream().allMatch(test -> test.faults().size() <= 5));
    assertTrue(all.stream().noneMatch(test -> test.faults().isEmpty()));
  }

  @Test
  void never_lets_members_leave_while_disks_forget() {
    LongStream.range(0, MANY)
        .mapToObj(SwarmTest::drawn)
        .forEach(test ->
            assertFalse(
                test.faults().contains("wipe")
                    && test.faults().stream().anyMatch(fault -> fault.startsWith("members")),
                test::toString));
  }

  @Test
  void hurts_a_node_and_then_takes_the_leader_away_while_it_is_hurt() {
    List<minos.run.Test> inOrder =
        LongStream.range(0, MANY)
            .mapToObj(SwarmTest::drawn)
            .filter(test -> test.timing().rhythm() == Rhythm.IN_ORDER)
            .toList();

    assertTrue(
        inOrder.stream()
            .map(minos.run.Test::faults)
            .anyMatch(faults ->
                faults.getFirst().equals("clock-slow-leader")
                    && faults.getLast().equals("partition-leader")));
    for (minos.run.Test test : inOrder) {
      List<FaultKind> kinds = FaultKind.of(test.faults(), Breakable.inEveryWay(test.nodes()));
      assertEquals(Optional.empty(), Rhythm.IN_ORDER.objection(kinds), test::toString);
      assertTrue(kinds.size() > 1, test::toString);
    }
  }

  private static minos.run.Test drawn(long seed) {
    return Swarm.draw(Stories.TEST.withSeed(seed), Map.of());
  }
}
