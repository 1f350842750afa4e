package minos.check.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.calls.Layout;
import minos.history.Columns;
import minos.history.History;
import minos.history.Op;
import minos.model.CasRegister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("Segments of one object, searched at once")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SegmentsTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  private final List<Op> ops = new ArrayList<>();

  /** Those of few clients, so that calls are often alone. */
  @Test
  void refuse_the_same_call_in_the_same_states_as_the_whole() {
    int explained = 0;
    int refused = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      History history = random(new SplittableRandom(seed));
      Layout.Judged judged = judged(history);
      Optional<Finding> inSegments = inSegments(judged, 1);
      if (inSegments.isPresent()) {
        Finding whole = Search.search(judged.calls(), judged.steps(), effort(1), Reductions.ALL);
        assertEquals(comparable(whole), comparable(inSegments.get()), "seed " + seed);
        refused += whole instanceof Finding.Refused ? 1 : 0;
        explained += whole instanceof Finding.Explained ? 1 : 0;
      }
    }
    assertTrue(explained > HISTORIES / 5, explained + " are explained");
    assertTrue(refused > HISTORIES / 10, refused + " are refused");
  }

  @Test
  void end_before_a_call_of_unknown_outcome_which_may_explain_what_comes_later() {
    alone(0, "write", 1L);
    alone(0, "write", 2L);
    add(1, Op.Type.INVOKE, "write", 3L);
    add(1, Op.Type.INFO, "write", 3L);
    alone(0, "write", 4L);
    alone(0, "read", 3L);

    assertEquals(Optional.of(new Finding.Explained()), inSegments(judged(new History(ops)), 1));
  }

  @Test
  void are_none_where_no_call_was_ever_alone() {
    add(0, Op.Type.INVOKE, "write", 1L);
    for (int i = 0; i < 5; i++) {
      add(i + 1, Op.Type.INVOKE, "write", 1L);
      add(i, Op.Type.OK, "write", 1L);
    }
    add(5, Op.Type.OK, "write", 1L);

    assertEquals(Optional.empty(), inSegments(judged(new History(ops)), 1));
  }

  @Test
  void are_none_where_they_would_be_short() {
    alone(0, "write", 1L);
    alone(0, "write", 2L);

    assertEquals(Optional.empty(), inSegments(judged(new History(ops)), 3));
  }

  private static Layout.Judged judged(History history) {
    return new Layout(new CasRegister(), Columns.of(history)).judged(0);
  }

  private static Optional<Finding> inSegments(Layout.Judged judged, int callsMin) {
    return Segments.search(judged.calls(), judged.steps(), effort(2), callsMin);
  }

  private static Effort effort(int threads) {
    return new Effort(Long.MAX_VALUE, AMPLE, Long.MAX_VALUE, threads);
  }

  private static Object comparable(Finding finding) {
    return finding instanceof Finding.Refused(int call, List<String> possible)
        ? List.of(call, Set.copyOf(possible))
        : finding;
  }

  /** Of a register that tells the truth, but perhaps once. */
  private static History random(SplittableRandom random) {
    SegmentsTest made = new SegmentsTest();
    int lie = random.nextInt(24);
    long value = 0;
    made.alone(0, "write", 0L);
    for (int i = 0; i < 12; i++) {
      long wanted = random.nextInt(3);
      long seen = i == lie ? random.nextInt(3) : value;
      switch (random.nextInt(6)) {
        case 0, 1 -> made.alone(0, "read", seen);
        case 2 -> {
          made.alone(0, "cas", List.of(seen, wanted));
          value = wanted;
        }
        case 3 -> {
          made.alone(0, "write", wanted);
          value = wanted;
        }
        case 4 -> {
          made.add(0, Op.Type.INVOKE, "write", wanted);
          made.add(1, Op.Type.INVOKE, "read", null);
          made.add(1, Op.Type.OK, "read", seen);
          made.add(0, Op.Type.OK, "write", wanted);
          value = wanted;
        }
        default -> {
          if (random.nextInt(8) == 0) {
            made.add(9 + i, Op.Type.INVOKE, "write", wanted);
            made.add(9 + i, Op.Type.INFO, "write", wanted);
          }
        }
      }
    }
    return new History(made.ops);
  }

  private void alone(int process, String f, Object value) {
    add(process, Op.Type.INVOKE, f, f.equals("read") ? null : value);
    add(process, Op.Type.OK, f, value);
  }

  private void add(int process, Op.Type type, String f, @Nullable Object value) {
    ops.add(new Op(ops.size(), ops.size(), process, type, f, null, value, Map.of()));
  }
}
