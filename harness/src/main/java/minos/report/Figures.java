package minos.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.history.Op;

/**
 * A run in numbers.
 *
 * @param nanos from the first invocation to the last completion
 * @param all latencies of operations known to be ok
 * @param latencies the same by f
 */
public record Figures(
    long ok, long fail, long info, long nanos, Latency all, Map<String, Latency> latencies) {

  /** In nanoseconds. */
  public record Latency(int count, long p50, long p99, long max) {}

  public static Figures of(List<Span> spans) {
    Map<Op.Type, Long> counts = new TreeMap<>();
    Map<String, List<Long>> answered = new TreeMap<>();
    long begin = Long.MAX_VALUE;
    long end = 0;
    for (Span span : spans) {
      counts.merge(span.outcome(), 1L, Long::sum);
      begin = Math.min(begin, span.from());
      end = Math.max(end, span.from() + Math.max(0, span.latency()));
      if (span.outcome() == Op.Type.OK) {
        answered.computeIfAbsent(span.invoked().f(), f -> new ArrayList<>()).add(span.latency());
      }
    }
    Map<String, Latency> latencies = new TreeMap<>();
    answered.forEach((f, nanos) -> latencies.put(f, latency(nanos)));
    return new Figures(
        counts.getOrDefault(Op.Type.OK, 0L),
        counts.getOrDefault(Op.Type.FAIL, 0L),
        counts.getOrDefault(Op.Type.INFO, 0L),
        Math.max(0, end - begin),
        latency(answered.values().stream().flatMap(List::stream).toList()),
        latencies);
  }

  public long ops() {
    return ok + fail + info;
  }

  /** Operations of any outcome a second. */
  public double rate() {
    return nanos == 0 ? 0 : ops() * 1e9 / nanos;
  }

  private static Latency latency(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return new Latency(0, 0, 0, 0);
    }
    return new Latency(
        sorted.length, at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1]);
  }

  /** Nearest rank. */
  private static long at(long[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
