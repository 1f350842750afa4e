package minos.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the course counts in a test, from the log of its messages. Final reads, which the course
 * does not know, do not count.
 *
 * @param messages that replicas sent, to one another and to clients
 * @param betweenReplicas of them to one another
 * @param requests of clients, by what they ask; {@code get} and {@code put}
 * @param unanswered of them, by what they ask
 * @param refused how many were answered by {@code fail}
 * @param begun how many operations clients came to
 * @param medianLatency in seconds; empty if nothing was ok
 */
record Scores(
    long messages,
    long betweenReplicas,
    Map<String, Long> requests,
    Map<String, Long> unanswered,
    long refused,
    long duplicates,
    long begun,
    OptionalDouble medianLatency) {
  private static final double NANOS = 1e9;

  /** At least so often must replicas speak of each put, on average, or nothing is replicated. */
  private static final double MESSAGES_PER_PUT_MIN = 0.5;

  /** What a measure came to; no latency at all is worse than any. */
  double of(Measure measure) {
    return switch (measure) {
      case TOTAL_MSGS -> messages;
      case FAILURES -> refused + unanswered.values().stream().mapToLong(Long::longValue).sum();
      case DUPLICATES -> duplicates;
      case MEDIAN_LATENCY -> medianLatency.orElse(Double.POSITIVE_INFINITY);
    };
  }

  /** What the course asks of a pass beside right answers, and was not so; a line each. */
  List<String> shortfalls(Configuration course) {
    List<String> lines = new ArrayList<>();
    shortfall("get", course.maxGetFail(), lines);
    shortfall("put", course.maxPutFail(), lines);
    long never = course.requests() - begun;
    if (never > course.maxGenerationFail() * course.requests()) {
      lines.add(
          "%d of %d requests were never made: all clients waited for answers"
              .formatted(never, course.requests()));
    }
    double least =
        course.requests() * course.replicas() * (1 - course.mix()) * MESSAGES_PER_PUT_MIN;
    if (betweenReplicas < least) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d messages between replicas are too few to replicate: at least %,.0f",
              betweenReplicas,
              least));
    }
    return lines;
  }

  private void shortfall(String what, double most, List<String> lines) {
    long asked = requests.getOrDefault(what, 0L);
    long silent = unanswered.getOrDefault(what, 0L);
    if (silent > most * asked) {
      lines.add("%d of %d %ss had no answer".formatted(silent, asked, what));
    }
  }

  /** Counts, message by message, in the order in which they were sent. */
  static final class Count {
    private final List<String> nodes;
    private final Map<String, Asked> open = new HashMap<>();
    private final Map<String, Long> requests = new HashMap<>();
    private final List<Long> latencies = new ArrayList<>();
    private OptionalLong began = OptionalLong.empty();
    private long messages;
    private long betweenReplicas;
    private long fails;
    private long duplicates;

    /** A request that waits for its answer. */
    private record Asked(String what, long nanos, boolean answered) {}

    Count(List<String> nodes) {
      this.nodes = nodes;
    }

    /** When the first client spoke, by the log's time. */
    OptionalLong began() {
      return began;
    }

    void sent(long nanos, String source, String target, String type, String mid) {
      if (!nodes.contains(source)) {
        began = began.isPresent() ? began : OptionalLong.of(nanos);
        open.put(mid, new Asked(type, nanos, false));
        requests.merge(type, 1L, Long::sum);
        return;
      }
      messages++;
      if (nodes.contains(target)) {
        betweenReplicas++;
      } else if (open.containsKey(mid)) {
        answer(mid, type, nanos);
      }
    }

    private void answer(String mid, String type, long nanos) {
      Asked asked = open.get(mid);
      if (asked == null || asked.answered) {
        duplicates++;
        return;
      }
      open.put(mid, new Asked(asked.what, asked.nanos, true));
      fails += type.equals("fail") ? 1 : 0;
      if (type.equals("ok")) {
        latencies.add(nanos - asked.nanos);
      }
    }

    /**
     * @param begun how many operations clients came to
     */
    Scores scores(long begun) {
      Map<String, Long> unanswered = new HashMap<>();
      open.values().stream()
          .filter(asked -> !asked.answered)
          .forEach(asked -> unanswered.merge(asked.what, 1L, Long::sum));
      Collections.sort(latencies);
      return new Scores(
          messages,
          betweenReplicas,
          Map.copyOf(requests),
          Map.copyOf(unanswered),
          fails,
          duplicates,
          begun,
          latencies.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(latencies.get(latencies.size() / 2) / NANOS));
    }
  }
}
