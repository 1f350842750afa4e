package minos.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.check.hard.Shape.Kind;
import minos.check.linear.Linearizability;
import minos.check.online.Monitor;
import minos.history.Columns;
import minos.history.Op;
import minos.time.RealTime;

/**
 * How long histories take that are judged while they happen, beside the same when they are over;
 * and how much of them has to be kept.
 */
final class BenchOnline {
  private static final int OPERATIONS_A_KEY = 300;
  private static final int OPS_AT_ONCE = 4_096;
  private static final int SOAK = 10;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Duration CAP = Duration.ofSeconds(20);

  private final Console console;
  private final RealTime clock;
  private final List<Op> waiting = new ArrayList<>();
  private long nanos;
  private long keptMost;

  BenchOnline(Console console, RealTime clock) {
    this.console = console;
    this.clock = clock;
  }

  /** Of the longest, which is never held as a whole, only while it happens. */
  void measure(int ops) {
    console.say(
        "while it happens: ms of judging, most events kept at once, heap in use at the end; and ms"
            + " when it is over");
    Shape many = Shape.of(Kind.REGISTER, ops, 20).crashing(0.001);
    measure(many.keys(keys(ops)), true);
    measure(Shape.of(Kind.REGISTER, ops, 20).crashing(0.01), true);
    measure(Shape.of(Kind.REGISTER, ops, 100).crashing(0.01), true);
    measure(Shape.of(Kind.QUEUE, ops, 20).crashing(0.01), true);
    measure(Shape.of(Kind.SET, Math.min(ops, 100_000), 20).crashing(0.01), true);
    int soak = Math.multiplyExact(SOAK, ops);
    measure(Shape.of(Kind.REGISTER, soak, 20).crashing(0.001).keys(keys(soak)), false);
  }

  private static int keys(int ops) {
    return Math.max(1, ops / OPERATIONS_A_KEY);
  }

  private void measure(Shape shape, boolean afterwards) {
    nanos = 0;
    keptMost = 0;
    Monitor monitor = Monitor.ofRecorded(shape.kind().model(), Long.MAX_VALUE);
    HardHistory.record(
        shape,
        op -> {
          waiting.add(op);
          if (waiting.size() == OPS_AT_ONCE) {
            take(monitor);
          }
        });
    take(monitor);
    long bytes = bytesInUse();
    long begin = clock.nanos();
    Validity validity = monitor.close().validity();
    nanos += clock.nanos() - begin;
    console.say(
        String.format(
            Locale.ROOT,
            "%-60s %-8s %9.1f %,9d kept %,5d MB %s",
            BenchCheckCommand.name(shape),
            validity,
            nanos / NANOS_PER_MILLI,
            keptMost,
            bytes >> 20,
            afterwards ? String.format(Locale.ROOT, "%9.1f", millisAfterwards(shape)) : ""));
  }

  private void take(Monitor monitor) {
    long begin = clock.nanos();
    for (Op op : waiting) {
      var unused = monitor.take(op);
      Monitor.Progress now = monitor.progress();
      keptMost = Math.max(keptMost, now.events() - now.judged());
    }
    nanos += clock.nanos() - begin;
    waiting.clear();
  }

  private static long bytesInUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private double millisAfterwards(Shape shape) {
    Columns history = HardHistory.of(shape);
    long begin = clock.nanos();
    var unused =
        Linearizability.ofRecorded(shape.kind().model())
            .check(history, new Budget(CAP, clock::nanos));
    return (clock.nanos() - begin) / NANOS_PER_MILLI;
  }
}
