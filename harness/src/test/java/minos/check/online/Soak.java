package minos.check.online;

import java.util.Locale;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;

/** A long run on few objects, judged while it happens: for a JVM of its own, with a small heap. */
final class Soak {
  private Soak() {}

  /**
   * @param arguments kind, operations, clients, keys, percentage that crash, number of values or 0
   */
  public static void main(String[] arguments) {
    Shape shape =
        Shape.of(
                Shape.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]))
            .keys(Integer.parseInt(arguments[3]))
            .crashing(Double.parseDouble(arguments[4]) / 100)
            .reusing(Integer.parseInt(arguments[5]));
    Monitor monitor = Monitor.ofRun(shape.kind().model());
    long[] waiting = {0};
    long begin = System.nanoTime();
    HardHistory.record(
        shape,
        op -> {
          var unused = monitor.take(op);
          Monitor.Progress now = monitor.progress();
          waiting[0] = Math.max(waiting[0], now.events() - now.judged());
        });
    Verdict verdict = monitor.close();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.out.printf(
        "%s %s, %,d events, at most %,d waiting, %,d ms, %,d MB used of %,d, %s%n",
        String.join(" ", arguments),
        verdict.validity(),
        monitor.progress().events(),
        waiting[0],
        millis,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        runtime.maxMemory() >> 20,
        verdict.reasons());
    System.exit(verdict.validity() == Validity.VALID ? 0 : 1);
  }
}
