package minos.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import minos.check.Validity;
import minos.cluster.Node;
import minos.fault.FaultRecord;
import minos.generate.Generators;
import minos.history.Op;
import minos.time.Attempt;
import minos.time.Time;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A fault in a history")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultsInHistoryTest {
  private final Runs runs = new Runs();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "partition-one, start-partition, one, stop-partition",
    "kill-majority, kill, majority, start",
    "pause-all, pause, all, resume"
  })
  void is_asked_for_and_applied_and_healed_in_two_lines_each(
      String kind, String begin, String how, String end) {
    runs.faults = kind;
    runs.length = Duration.ofSeconds(12);

    runs.run();

    List<Op> ops = runs.nemesisOps().subList(0, 4);
    assertEquals(List.of(begin, begin, end, end), ops.stream().map(Op::f).toList());
    assertEquals(Set.of(Op.Type.INFO), Set.copyOf(ops.stream().map(Op::type).toList()));
    assertEquals(how, ops.get(0).value());
    assertEquals(Map.of(), ops.get(0).extra());
    assertEquals(Set.of("evidence"), ops.get(1).extra().keySet());
    assertNull(ops.get(2).value());
    assertEquals(Set.of("evidence"), ops.get(3).extra().keySet());
  }

  @Test
  void shows_who_drops_whom() {
    runs.faults = "partition-halves";

    runs.run();

    Object value = runs.nemesisOps().get(1).value();
    Map<?, ?> drops = assertInstanceOf(Map.class, value);
    assertEquals(5, drops.size());
    Set<Integer> sizes = new TreeSet<>();
    drops.values().forEach(dropped -> sizes.add(assertInstanceOf(List.class, dropped).size()));
    assertEquals(Set.of(2, 3), sizes);
  }

  @Test
  void shows_which_nodes_it_hit_and_what_they_were_seen_to_be() {
    runs.faults = "kill-leader";

    runs.run();

    Op applied = runs.nemesisOps().get(1);
    assertEquals(List.of("n1"), applied.value());
    assertEquals(List.of("n1: GONE"), applied.extra().get("evidence"));
    assertEquals(List.of("n1"), runs.nemesisOps().get(3).value());
  }

  @Test
  void shows_what_did_not_work() {
    runs.faults = "kill-one";
    runs.system.isUnkillable = true;

    runs.run();

    String error = String.valueOf(runs.nemesisOps().get(1).extra().get("error"));
    assertTrue(error.matches("n\\d is RUNNING and not GONE"), error);
  }

  @Test
  void is_healed_after_the_load_if_it_is_still_in_force() {
    runs.faults = "pause-minority";
    runs.length = Duration.ofSeconds(3);
    Runner runner = runs.runner();
    runs.time.after(1_000_000_000L, runner::stop);

    RunResult result = runner.run();

    long loadEnded = result.phases().getFirst().endNanos();
    Op last = runs.nemesisOps().getLast();
    assertEquals("resume", last.f());
    assertTrue(last.time() >= loadEnded);
    assertTrue(runs.system.isWhole());
  }

  @Test
  void leaves_a_node_alone_that_another_family_has_broken() {
    runs.faults = "kill-one";
    runs.load = Generators.limit(300, runs.load);
    runs.system.servers.get(4).state = Node.State.PAUSED;

    runs.run();

    assertEquals(Node.State.PAUSED, runs.system.servers.get(4).state);
  }

  @Test
  void is_unknown_if_the_call_that_applies_it_never_returns() {
    runs.faults = "partition";
    Runner runner = runs.runner(new Forgetful(runs.time));

    RunResult result = runner.run();

    FaultRecord fault = result.faults().getFirst();
    assertTrue(!fault.proven() && !fault.healed(), fault::toString);
    assertEquals(Validity.UNKNOWN, Honesty.of(result).validity());
    assertEquals(
        "no answer within 60000 ms", runs.nemesisOps().get(1).extra().get("error"));
  }

  @Test
  void does_not_depend_on_who_watches_the_run() {
    runs.faults = "partition,kill,pause";
    Runs unwatched = new Runs();
    unwatched.faults = runs.faults;
    unwatched.listener = status -> {};

    runs.run();
    unwatched.run();

    assertEquals(runs.history, unwatched.history);
  }

  /** Time in which work that is done aside never comes to an end. */
  private record Forgetful(Time time) implements Time {
    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
      return time.after(delayNanos, task);
    }

    @Override
    public <T> void offload(Callable<T> work, Consumer<Attempt<T>> done) {}

    @Override
    public void runUntil(BooleanSupplier done) {
      time.runUntil(done);
    }
  }
}
