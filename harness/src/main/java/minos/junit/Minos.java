package minos.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minos.check.Limits;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.history.History;
import minos.history.JsonLines;
import minos.model.Model;
import minos.model.Models;
import minos.report.CheckText;
import minos.report.Paint;
import minos.report.VerdictLine;
import minos.store.Judge;

/**
 * Judges what threads see of a Java object: let them call it at the same time, record each call,
 * and ask whether one order of all explains what each returned.
 */
public final class Minos {
  private static final int COLUMNS = 100;

  private final Recording history = new Recording();

  /** What one thread does. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param thread from 0
     */
    void run(int thread) throws Exception;
  }

  /** Where the calls of this test are recorded; may be used without {@link #concurrently}. */
  public Recording history() {
    return history;
  }

  /**
   * Runs the same body on several threads, which begin together, and waits for all.
   *
   * @throws Exception the first that a body threw
   */
  public void concurrently(int threads, Body body) throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        all.add(
            pool.submit(() -> {
              ready.countDown();
              ready.await();
              body.run(thread);
              return thread;
            }));
      }
      for (Future<?> each : all) {
        Object unused = each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }

  /**
   * Fails unless the recorded calls are linearizable.
   *
   * @param model by name, as {@code minos list} has them: {@code register}, {@code counter}
   * @throws AssertionError with the smallest contradiction, or why it could not be judged
   */
  public void assertLinearizable(String model) {
    assertLinearizable(
        Models.named(model)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "unknown model '" + model + "'; known: " + Models.names())));
  }

  /**
   * Fails unless the recorded calls are linearizable.
   *
   * @throws AssertionError with the smallest contradiction, or why it could not be judged
   */
  public void assertLinearizable(Model<?> model) {
    History recorded = history.toHistory();
    if (recorded.ops().isEmpty()) {
      throw new AssertionError("nothing was recorded; call history().record(...)");
    }
    Verdict verdict =
        new Judge(Limits.DEFAULT)
            .judge(new JsonLines.Reading(recorded, List.of()), new Linearizability(model))
            .verdict();
    if (verdict.validity() != Validity.VALID) {
      throw new AssertionError(
          VerdictLine.word(verdict.validity())
              + " as "
              + model.name()
              + ", "
              + recorded.operations().size()
              + " calls\n"
              + CheckText.details(verdict, true, Paint.NONE, COLUMNS));
    }
  }
}
