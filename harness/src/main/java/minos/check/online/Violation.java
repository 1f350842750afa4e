package minos.check.online;

import java.util.List;
import java.util.Locale;
import minos.check.proof.Explanation;
import minos.history.Operation;

/**
 * What no order explains, seen while more was still to come.
 *
 * @param refused the first operation to return that no order explains
 * @param possible states in which the object could have been then, in words
 * @param seenNanos when it was seen, in nanoseconds since the run began: not before it returned
 */
public record Violation(Operation refused, List<String> possible, long seenNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** When it returned, in nanoseconds since the run began. */
  public long nanos() {
    return refused.completion().orElse(refused.invocation()).time();
  }

  Violation seenAt(long now) {
    return new Violation(refused, possible, now);
  }

  /** When it was seen, in words. */
  public String seen() {
    return seconds(seenNanos);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / NANOS_PER_SECOND);
  }

  /** In one sentence. */
  public String sentence() {
    return "At %s, no order explains any more that %s%s%s."
        .formatted(
            seconds(nanos()),
            Explanation.phrase(refused),
            refused.key() == null ? "" : " on key " + refused.key(),
            possible.isEmpty() ? "" : "; possible were " + String.join(", ", possible));
  }
}
