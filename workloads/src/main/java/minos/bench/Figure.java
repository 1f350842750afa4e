package minos.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one system under one load.
 *
 * @param p50 of the time to the answer, in milliseconds
 * @param p99 of the time to the answer, in milliseconds
 * @param cpuMicros processor time for each operation, of all servers and the client together
 * @param failed requests that were answered with something other than success
 */
record Figure(double opsPerSecond, double p50, double p99, double cpuMicros, long failed) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  static Figure of(Samples samples, double seconds, long cpuNanos, long failed) {
    return new Figure(
        samples.size() / seconds,
        samples.percentile(50) / NANOS_PER_MILLI,
        samples.percentile(99) / NANOS_PER_MILLI,
        cpuNanos / NANOS_PER_MICRO / Math.max(1, samples.size()),
        failed);
  }

  /** Of several rounds: each number is the median of its own. */
  static Figure median(List<Figure> rounds) {
    return new Figure(
        median(rounds, Figure::opsPerSecond),
        median(rounds, Figure::p50),
        median(rounds, Figure::p99),
        median(rounds, Figure::cpuMicros),
        rounds.stream().mapToLong(Figure::failed).sum());
  }

  private static double median(List<Figure> rounds, ToDoubleFunction<Figure> number) {
    List<Double> sorted =
        rounds.stream().map(number::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    return sorted.get(sorted.size() / 2);
  }

  @Override
  public String toString() {
    String line =
        String.format(
            Locale.ROOT,
            "%,8.0f ops/s  p50 %7.2f ms  p99 %7.2f ms  cpu %4.0f us/op",
            opsPerSecond,
            p50,
            p99,
            cpuMicros);
    return failed == 0 ? line : line + "  " + failed + " FAILED";
  }
}
