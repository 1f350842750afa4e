package minos.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a suite, for one of several machines.
 *
 * @param index from 1
 * @param count of all shards
 */
public record Shard(int index, int count) {
  /** What {@link #parse} takes for: ask the CI system. */
  public static final String AUTO = "auto";

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /** Where a CI system says which of its parallel jobs this is. */
  private record Source(String index, int from, String count) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source("MINOS_SHARD_INDEX", 1, "MINOS_SHARD_COUNT"),
          new Source("CI_NODE_INDEX", 1, "CI_NODE_TOTAL"),
          new Source("BUILDKITE_PARALLEL_JOB", 0, "BUILDKITE_PARALLEL_JOB_COUNT"),
          new Source("CIRCLE_NODE_INDEX", 0, "CIRCLE_NODE_TOTAL"),
          new Source("SYSTEM_JOBPOSITIONINPHASE", 1, "SYSTEM_TOTALJOBSINPHASE"),
          new Source("JOB_COMPLETION_INDEX", 0, "MINOS_SHARD_COUNT"));

  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException(
          "there is no shard %d of %d; take 1/%d to %d/%d"
              .formatted(index, count, count, count, count));
    }
  }

  /**
   * Reads {@code 2/4}, or what the CI system says for {@code auto}.
   *
   * @param environment variables of GitLab, Buildkite, CircleCI, Azure or Kubernetes
   * @throws IllegalArgumentException with one clear line
   */
  public static Shard parse(String text, Map<String, String> environment) {
    if (text.equals(AUTO)) {
      return of(environment)
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "no CI system says which shard this is; say it yourself: 2/4, or set"
                      + " MINOS_SHARD_INDEX (from 1) and MINOS_SHARD_COUNT"));
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no shard; write it like 2/4, the second of four, or auto");
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  private static Optional<Shard> of(Map<String, String> environment) {
    for (Source source : SOURCES) {
      String index = environment.get(source.index());
      String count = environment.get(source.count());
      if (index != null && count != null) {
        try {
          return Optional.of(
              new Shard(Integer.parseInt(index) - source.from() + 1, Integer.parseInt(count)));
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              source.index()
                  + "="
                  + index
                  + " and "
                  + source.count()
                  + "="
                  + count
                  + " are no numbers",
              e);
        }
      }
    }
    return Optional.empty();
  }

  /** {@code 2/4}. */
  public String label() {
    return index + "/" + count;
  }
}
