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
 */
public record Violation(Operation refused, List<String> possible) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** When it returned, in nanoseconds since the run began. */
  public long nanos() {
    return refused.completion().orElse(refused.invocation()).time();
  }

  /** In one sentence. */
  public String sentence() {
    return "At %s, no order explains any more that %s%s%s."
        .formatted(
            String.format(Locale.ROOT, "%.3f s", nanos() / NANOS_PER_SECOND),
            Explanation.phrase(refused),
            refused.key() == null ? "" : " on key " + refused.key(),
            possible.isEmpty() ? "" : "; possible were " + String.join(", ", possible));
  }
}
