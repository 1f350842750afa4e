package minos.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.fault.Fault;
import minos.fault.FaultScript.Entry;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A test of the course as Minos runs it")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlannedTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void asks_evenly_between_the_waits_and_reads_the_share_that_it_should() {
    List<Op> load = load("simple-1", 1);

    assertEquals(500, load.size());
    assertEquals(5 * SECOND, load.getFirst().time());
    assertTrue(load.getLast().time() < 28 * SECOND);
    assertEquals(46_000_000, load.get(1).time() - load.get(0).time());
    assertEquals(0.8, load.stream().filter(op -> op.f().equals("read")).count() / 500.0, 0.06);
    assertEquals(
        load.stream().filter(op -> op.f().equals("write")).count(),
        load.stream().map(Op::value).filter(value -> value != null).distinct().count());
  }

  @Test
  void comes_from_its_seed() {
    assertEquals(load("simple-2", 7), load("simple-2", 7));
    assertNotEquals(load("simple-2", 7), load("simple-2", 8));
  }

  @Test
  void drops_from_the_beginning_to_the_end() {
    Entry loss = entries("unreliable-2").getFirst();

    assertEquals(0, loss.begin());
    assertEquals(OptionalLong.empty(), loss.end());
    Fault.Chosen chosen = (Fault.Chosen) loss.fault();
    assertEquals(
        Map.of("n1", 100L, "n2", 100L, "n3", 100L, "n4", 100L, "n5", 100L), chosen.value());
  }

  @Test
  void cuts_until_the_next_end_and_kills_for_good() {
    assertEquals(
        List.of(
            "partition-leader 5 to 8",
            "partition-leader 12 to 15",
            "partition-leader 19 to 21",
            "kill-for-good-leader 25"),
        entries("advanced-4").stream().skip(1).map(PlannedTest::inWords).toList());
    assertEquals(
        List.of("partition-followers 5 to 10"),
        entries("partition-1").stream().map(PlannedTest::inWords).toList());
    assertEquals(
        List.of("kill-for-good-follower 15"),
        entries("crash-1").stream().map(PlannedTest::inWords).toList());
  }

  private static String inWords(Entry entry) {
    String end = entry.end().isPresent() ? " to " + entry.end().getAsLong() / SECOND : "";
    return entry.fault().label() + " " + entry.begin() / SECOND + end;
  }

  private static List<Entry> entries(String name) {
    return planned(name, 1).script().orElseThrow().entries();
  }

  private static List<Op> load(String name, long seed) {
    return planned(name, seed).ops().orElseThrow().load();
  }

  private static minos.run.Test planned(String name, long seed) {
    Configuration course =
        ConfigurationFile.read(name, Tests.shipped(name).orElseThrow())
            .configuration()
            .orElseThrow();
    return Planned.test(course, seed, List.of("./3700kvstore"));
  }
}
