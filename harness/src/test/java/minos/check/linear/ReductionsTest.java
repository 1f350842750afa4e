package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.calls.Layout;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Reductions;
import minos.check.search.Search;
import minos.history.Columns;
import minos.history.History;
import minos.history.JsonLines;
import minos.model.Model;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The search without each of its reductions, beside brute force")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReductionsTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000) / 20;
  private static final int SEED = Integer.getInteger("seed", 0);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  static List<Subject<?>> subjects() {
    return Subject.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void refuses_the_same_call_of_the_same_histories(Subject<?> subject) {
    int refused = 0;

    for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int calls = 1 + random.nextInt(12);
      History history = Simulated.of(subject, random, calls, 2 + random.nextInt(5));
      refused += compare(subject.model(), history, seed) ? 1 : 0;
    }

    assertTrue(refused > 0 || HISTORIES < 1000, "none is refused");
  }

  /** Whether it is refused; by each way of searching alike. */
  private static boolean compare(Model<?> model, History history, int seed) {
    boolean legal = BruteForce.isLinearizable(model, history.operations());
    Columns columns = Columns.of(history);
    if (columns.keys() == 0) {
      return false;
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    ways().forEach((name, way) -> found.put(name, refused(model, columns, way)));
    int first = found.values().iterator().next();
    assertEquals(legal, first < 0, () -> text(seed, history));
    found.forEach(
        (name, call) -> assertEquals(first, call, () -> name + ", " + text(seed, history)));
    return !legal;
  }

  private static Map<String, Reductions> ways() {
    Map<String, Reductions> ways = new LinkedHashMap<>();
    ways.put("all", Reductions.ALL);
    ways.put("none", Reductions.NONE);
    Reductions.allButOne()
        .forEach((name, way) -> ways.put("neither a glance nor " + name, way.withoutGlance()));
    return ways;
  }

  /** The call, by number; -1 if all is explained. */
  private static int refused(Model<?> model, Columns columns, Reductions way) {
    Layout.Judged judged = new Layout(model, columns).judged(0);
    Effort effort = new Effort(Long.MAX_VALUE, AMPLE, Long.MAX_VALUE);
    return switch (Search.search(judged.calls(), judged.steps(), effort, way)) {
      case Finding.Explained() -> -1;
      case Finding.Refused it -> it.call();
      case Finding.Exhausted it -> throw new AssertionError(it);
    };
  }

  private static String text(int seed, History history) {
    return "seed %d:\n%s"
        .formatted(seed, String.join("\n", history.ops().stream().map(JsonLines::line).toList()));
  }
}
