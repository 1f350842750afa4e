package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.online.Monitor;
import minos.history.Op;
import minos.model.Call;
import minos.model.GrowOnlySet;
import minos.model.Model;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The judge of a run that goes on in real time")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveJudgeTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void does_not_keep_anybody_waiting_for_a_verdict_that_is_far() {
    Endless model = new Endless(new CountDownLatch(1));
    LiveJudge judge = judge(model, SHORT);
    add(judge);

    judge.close();

    assertEquals(Validity.UNKNOWN, judge.verdict().validity());
    assertTrue(judge.verdict().toString().contains("was not done"), judge.verdict()::toString);
    assertFalse(judge.violation().isPresent());
    Verdict recorded = Verdict.valid("linearizable");
    assertEquals(recorded, judge.beside(recorded));
  }

  @Test
  void is_given_the_time_that_it_needs_up_to_a_limit() {
    Endless model = new Endless(new CountDownLatch(0));
    LiveJudge judge = judge(model, LONG);
    add(judge);

    judge.close();

    assertEquals(Validity.VALID, judge.verdict().validity(), judge.verdict()::toString);
  }

  @Test
  void says_what_contradicted_where_the_recorded_history_was_not_judged() {
    LiveJudge judge = ofSet();
    judge.accept(new Op(0, 0, 0, Op.Type.INVOKE, "read", 1L, null, Map.of()));
    judge.accept(new Op(1, 0, 0, Op.Type.OK, "read", 1L, List.of(7L), Map.of()));
    judge.close();

    Verdict said = judge.beside(Verdict.unknown("linearizable", "There was no time."));

    assertEquals(Validity.INVALID, said.validity());
    assertTrue(said.reasons().contains("There was no time."), said.reasons()::toString);
  }

  @Test
  void does_not_make_valid_what_was_recorded_and_not_judged() {
    LiveJudge judge = ofSet();
    add(judge);
    judge.close();

    Verdict said = judge.beside(Verdict.unknown("linearizable", "There was no time."));

    assertEquals(Validity.VALID, judge.verdict().validity());
    assertEquals(Validity.UNKNOWN, said.validity());
    assertEquals(
        List.of("There was no time.", "While it happened nothing contradicted."), said.reasons());
  }

  private static LiveJudge ofSet() {
    return new LiveJudge(Monitor.ofRecorded(new GrowOnlySet(), 1 << 20), true, SHORT, found -> {});
  }

  private static LiveJudge judge(Model<?> model, Duration rest) {
    return new LiveJudge(Monitor.ofRecorded(model, 1 << 20), false, rest, found -> {});
  }

  private static void add(LiveJudge judge) {
    judge.accept(new Op(0, 0, 0, Op.Type.INVOKE, "add", 1L, 1L, Map.of()));
    judge.accept(new Op(1, LONG.toNanos(), 0, Op.Type.OK, "add", 1L, 1L, Map.of()));
  }

  /** Thinks until that is over, or it is interrupted. */
  private record Endless(CountDownLatch over) implements Model<Set<Object>> {
    private static final GrowOnlySet SET = new GrowOnlySet();

    @Override
    public String name() {
      return "endless";
    }

    @Override
    public Set<Object> initial() {
      return SET.initial();
    }

    @Override
    public Optional<Set<Object>> step(Set<Object> set, Call call) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return SET.step(set, call);
    }

    @Override
    public String describe(Set<Object> set) {
      return SET.describe(set);
    }
  }
}
