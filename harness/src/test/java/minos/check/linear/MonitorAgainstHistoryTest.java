package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.online.Monitor;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Op;
import minos.history.Operation;
import minos.model.OneValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is judged while it happens, beside what is judged afterwards")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MonitorAgainstHistoryTest {
  private static final int HISTORIES = 500;
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  static Stream<Subject<?>> subjects() {
    return Subject.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void agrees_wherever_it_cuts(Subject<?> subject) {
    Map<Validity, Integer> seen = new EnumMap<>(Validity.class);

    for (int seed = 0; seed < HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int calls = 1 + random.nextInt(subject.model() instanceof OneValue ? 24 : 11);
      History history = Simulated.of(subject, random, calls, 1 + random.nextInt(4));
      Verdict whole = new Linearizability(subject.model()).check(history, AMPLE);
      seen.merge(whole.validity(), 1, Integer::sum);

      for (int cuts : new int[] {0, 1, 2, 4}) {
        Monitor monitor = Monitor.ofRun(subject.model());
        for (Op op : cutAtRandom(history, cuts, random)) {
          var unused = monitor.take(op);
        }
        Verdict online = monitor.close();
        String which = subject + " seed " + seed + " cuts " + cuts;
        assertEquals(
            whole.validity(), online.validity(), () -> which + ": " + online + text(history));
        if (whole.validity() == Validity.INVALID) {
          long seenAt = returned(monitor.violation().orElseThrow().refused());
          assertTrue(seenAt >= refusedAt(whole), which);
          assertTrue(cuts > 0 || seenAt == refusedAt(whole), which);
        }
      }
    }

    assertTrue(seen.getOrDefault(Validity.VALID, 0) > HISTORIES / 20, "too few are valid: " + seen);
    assertTrue(seen.getOrDefault(Validity.INVALID, 0) > 0, "none is invalid: " + seen);
  }

  private static long refusedAt(Verdict whole) {
    return returned(whole.parts().getFirst().counterexample().orElseThrow().refused());
  }

  private static long returned(Operation operation) {
    return operation.completion().orElseThrow().index();
  }

  /** A second goes by before one event in so many: then all is judged that can be. */
  private static List<Op> cutAtRandom(History history, int oneIn, SplittableRandom random) {
    long[] now = {0};
    return history.ops().stream()
        .map(op -> {
          now[0] += oneIn > 0 && random.nextInt(oneIn) == 0 ? 1_000_000_001L : 1;
          return new Op(
              op.index(),
              now[0],
              op.process(),
              op.type(),
              op.f(),
              op.key(),
              op.value(),
              op.extra());
        })
        .toList();
  }

  private static String text(History history) {
    return "\n" + String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
