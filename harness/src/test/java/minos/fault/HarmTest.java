package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.Capability;
import minos.cluster.ClockSetting;
import minos.generate.Seed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is done to nodes")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HarmTest {
  private static final Seed SEED = new Seed(11);

  @ParameterizedTest
  @EnumSource(
      value = Group.class,
      names = {"CLOCK_JUMP", "CLOCK_STROBE", "CLOCK_FAST", "CLOCK_SLOW"})
  void to_a_clock_is_written_so_that_it_can_be_done_again(Group group) {
    for (long seed = 0; seed < 50; seed++) {
      String drawn = new ClockHarm().draw(group, new Seed(seed));

      switch (ClockHarm.setting(drawn)) {
        case ClockSetting.Right() -> throw new AssertionError(drawn);
        case ClockSetting.Jump(long millis) -> assertTrue(Math.abs(millis) >= 250, drawn);
        case ClockSetting.Strobe(long millis, long period) ->
            assertTrue(Math.abs(millis) >= 250 && period >= 50, drawn);
        case ClockSetting.Rate(double factor) -> assertTrue(factor != 1, drawn);
      }
    }
  }

  @Test
  void to_a_clock_goes_both_ways() {
    Set<Boolean> ahead = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      ahead.add(new ClockHarm().draw(Group.CLOCK_JUMP, new Seed(seed)).startsWith("+"));
    }

    assertEquals(Set.of(true, false), ahead);
  }

  @Test
  void never_drives_two_clocks_as_far_apart_as_leases_allow() {
    assertTrue(ClockHarm.FAST < 1.99);
    assertTrue(1 / ClockHarm.SLOW < 1.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5 ms", "+5", "x0", "x-1", "+5 ms and back every", "noon"})
  void to_a_clock_is_nothing_else(String how) {
    assertThrows(IllegalArgumentException.class, () -> ClockHarm.setting(how));
  }

  @Test
  void to_a_file_falls_where_something_was_written() {
    assertEquals(3, RottenFiles.written(new byte[] {1, 0, 2, 0, 0}));
    assertEquals(0, RottenFiles.written(new byte[4]));
    assertTrue(RottenFiles.isRot(RottenFiles.drawn(Rot.FLIP_LOG, SEED)));
    assertTrue(RottenFiles.isRot("flip log-0000000001 at 514 bit 3"));
    assertTrue(RottenFiles.isRot("cut raft.snapshot to 10"));
    assertFalse(RottenFiles.isRot("full"));
  }

  @Test
  void never_takes_what_a_majority_has_promised() {
    for (String fault : List.of("disk-flip-log-majority", "wipe-all", "wipe-n1+n2+n3")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> FaultKind.parse(fault, Breakable.inEveryWay(5)),
          fault);
    }
    assertEquals(1, FaultKind.parse("wipe-n1+n2", Breakable.inEveryWay(5)).size());
    assertEquals(1, FaultKind.parse("disk-slow-all", Breakable.inEveryWay(5)).size());
  }

  @Test
  void takes_it_from_the_same_minority_all_over_the_run() {
    Promises promises = new Promises(5);

    assertEquals(List.of("n4"), promises.sparing(List.of("n4")));
    assertEquals(List.of("n2"), promises.sparing(List.of("n2", "n3")));
    assertEquals(List.of("n4"), promises.sparing(List.of("n1", "n4")));
    assertEquals(List.of("n2"), promises.sparing(List.of("n5")), "rather one again than nobody");
  }

  @Test
  void leaves_a_majority_where_it_ends_fewer_than_half() {
    List<String> nodes = List.of("n1", "n2", "n3", "n4");
    Fault stop = Fault.labelled("stop-one").orElseThrow();

    assertTrue(stop.leavesMajority(List.of("n1"), nodes));
    assertFalse(stop.leavesMajority(List.of("n1", "n2"), nodes));
  }

  @Test
  void is_refused_where_the_system_is_not_open_to_it() {
    Breakable closed = new Breakable(5, Map.of(Capability.CLOCK_RATE, "it tells its own time"));

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> FaultKind.parse("clock-fast-one", closed));

    assertTrue(String.valueOf(refused.getMessage()).contains("it tells its own time"));
    assertTrue(
        FaultKind.parse("clock", closed).getFirst().faults().stream()
            .allMatch(fault -> fault.needs() == Capability.CLOCK_WALL));
  }

  @Test
  void is_asked_for_by_operations_that_say_all_of_it() {
    for (Fault fault : Fault.all()) {
      assertEquals(fault, Fault.askedBy(fault.asking()).orElseThrow(), fault.label());
      assertEquals(fault, Fault.labelled(fault.label()).orElseThrow());
    }
  }
}
