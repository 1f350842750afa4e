package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.ValueCalls;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Search;
import minos.check.special.ZoneJudge;
import minos.check.special.Zones;
import minos.history.Columns;
import minos.history.History;
import minos.history.JsonLines;
import minos.model.CasRegister;
import minos.model.Model;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The judgement by zones, beside brute force and the search")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ZonesAgainstBruteForceTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);
  private static final Model<?> MODEL = new CasRegister();
  private static final int CORE_COMMON = 4;

  private int valid;
  private int invalid;
  private int compared;
  private int smallCores;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"read write", "read write cas cas", "read read write cas"})
  void agrees_on_every_history(String operations) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int calls = 1 + random.nextInt(11);
      compare(RandomHistory.unique(random, calls, operations.split(" ", -1)), "seed " + seed);
    }

    assertTrue(valid > HISTORIES / 4, valid + " valid histories");
    assertTrue(invalid > HISTORIES / 20, invalid + " invalid histories");
    assertTrue(compared > invalid / 10, compared + " invalid ones without crashes");
    assertTrue(smallCores > invalid * 8 / 10, smallCores + " small cores of " + invalid);
  }

  @Test
  void is_left_to_the_search_where_a_value_may_be_there_again() {
    assertFalse(isUnique(MODEL, new Recorder().write(0, 1L).write(0, 1L).read(0, 1L)));
    assertFalse(isUnique(MODEL, new Recorder().write(0, 1L).cas(0, 2L, 1L).read(0, 1L)));
    assertTrue(isUnique(MODEL, new Recorder().write(0, 1L).cas(0, 1L, 2L).read(0, 2L)));
    assertFalse(isUnique(new CasRegister(1L), new Recorder().write(0, 1L).read(0, 1L)));
  }

  private static boolean isUnique(Model<?> model, Recorder recorder) {
    return Zones.of(values(model, recorder.history())).isPresent();
  }

  private static ValueCalls values(Model<?> model, History history) {
    return new Layout(model, Columns.of(history)).values(0).orElseThrow();
  }

  private void compare(History history, String which) {
    ValueCalls values = values(MODEL, history);
    Zones zones = Zones.of(values).orElseThrow();
    Layout.Judged judged = values.judged();
    Effort effort = new Effort(Long.MAX_VALUE, AMPLE, 1L << 30);
    boolean expected = BruteForce.isLinearizable(MODEL, history.operations());

    Optional<BitSet> contradiction = zones.contradiction();

    assertEquals(expected, contradiction.isEmpty(), () -> which + "\n" + text(history));
    Finding finding = Search.search(judged.calls(), judged.steps(), effort);
    assertEquals(expected, finding instanceof Finding.Explained, which);
    valid += expected ? 1 : 0;
    if (contradiction.isPresent()) {
      invalid++;
      ZoneJudge.Refuted refuted = ZoneJudge.refuted(judged, zones, contradiction.get(), effort);
      confirm(judged.calls(), refuted, which + "\n" + text(history));
      agree(
          judged.calls(),
          refuted,
          assertInstanceOf(Finding.Refused.class, finding),
          which + "\n" + text(history));
    }
  }

  private void confirm(Calls calls, ZoneJudge.Refuted refuted, String which) {
    BitSet core = refuted.core();
    assertTrue(core.get(refuted.refused().call()), which);
    assertFalse(
        BruteForce.isLinearizable(MODEL, core.stream().mapToObj(calls::source).toList()), which);
    smallCores += core.cardinality() <= CORE_COMMON ? 1 : 0;
  }

  private void agree(
      Calls calls, ZoneJudge.Refuted refuted, Finding.Refused searched, String which) {
    assertEquals(searched.call(), refuted.refused().call(), which);
    if (IntStream.range(0, calls.size()).noneMatch(calls::isCrashed)) {
      compared++;
      assertEquals(
          new TreeSet<>(searched.possible()), new TreeSet<>(refuted.refused().possible()), which);
    }
  }

  private static String text(History history) {
    return String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
