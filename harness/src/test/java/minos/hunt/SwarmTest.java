package minos.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import minos.fault.Group;
import minos.report.Stories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A swarm of tests")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SwarmTest {
  private static final long MANY = 500;

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

  private static minos.run.Test drawn(long seed) {
    return Swarm.draw(Stories.TEST.withSeed(seed), Map.of());
  }
}
