package minos.check.linear;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import minos.check.Budget;
import minos.check.Verdict;
import minos.history.Columns;
import minos.model.CasRegister;
import minos.time.RealTime;

/**
 * Prints how fast histories of a million operations are judged, first and again, in processor time,
 * since that is the same however busy a machine is; and in how much memory.
 */
final class JudgeSpeed {
  private static final int CALLS = Integer.getInteger("calls", 1_000_000);
  private static final int ROUNDS = 5;

  private JudgeSpeed() {}

  public static void main(String[] args) {
    print("one register, 100 clients, 1 % crashed", 1, 100, CALLS / 100, false);
    print("one register, 100 clients, 1 % crashed, a lie", 1, 100, CALLS / 100, true);
    print("3334 registers, 5 clients", 3334, 5, CALLS / 1000, false);
    print("3334 registers, 20 clients", 3334, 20, CALLS / 1000, false);
  }

  private static void print(String name, int keys, int clients, int crashes, boolean lie) {
    Columns history = Columns.of(DefaultRun.of(1, CALLS, keys, clients, crashes, lie));
    RealTime time = new RealTime();
    Budget budget = new Budget(Duration.ofMinutes(10), time::nanos);
    Linearizability checker = new Linearizability(new CasRegister());
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      long usedBefore = used();
      long begin = processorNanos();
      Verdict verdict = checker.check(history, budget);
      long nanos = processorNanos() - begin;
      System.out.printf(
          Locale.ROOT,
          "%-46s %-8s %6d ms of processor, at most %4d MB more than the history (%d MB)%n",
          name,
          verdict.validity(),
          nanos / 1_000_000,
          (used() - usedBefore) >> 20,
          usedBefore >> 20);
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
