package minos.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a suite.
 *
 * @param file as it was named
 * @param digest of the plan: the same for the same cases
 * @param wall real time it took, over all resumptions
 * @param complete whether it came to its end
 * @param versions of Minos, Java and the operating system
 * @param findings whole sentences on what is no case's
 * @param cases in the order in which they were to run
 */
public record SuiteReport(
    String suite,
    String file,
    String digest,
    Instant started,
    Optional<Shard> shard,
    Optional<Duration> budget,
    Duration wall,
    boolean complete,
    Map<String, String> versions,
    List<String> findings,
    List<CaseReport> cases) {

  /** What a suite says to the shell; the first outranks all after it. */
  public enum Answer {
    INVALID(1),
    ERROR(255),
    UNKNOWN(2),
    VALID(0);

    private final int exitCode;

    Answer(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A violation is never hidden behind anything else, and nothing that did not run is a pass. */
  public Answer answer() {
    if (count(Standing.VIOLATION) > 0) {
      return Answer.INVALID;
    }
    if (count(Standing.ERROR) > 0) {
      return Answer.ERROR;
    }
    boolean doubtful =
        !complete
            || count(Standing.UNKNOWN) + count(Standing.MISSED) > 0
            || !findings.isEmpty()
            || count(Standing.PASSED) + count(Standing.QUARANTINED) == 0;
    return doubtful ? Answer.UNKNOWN : Answer.VALID;
  }

  /** The same at its end, or where it was interrupted. */
  public SuiteReport ended(
      Duration took, boolean whole, List<String> found, List<CaseReport> reports) {
    return new SuiteReport(
        suite, file, digest, started, shard, budget, took, whole, versions, found, reports);
  }

  public long count(Standing standing) {
    return cases.stream().filter(one -> one.standing() == standing).count();
  }

  public Map<Standing, Long> counts() {
    Map<Standing, Long> counts = new EnumMap<>(Standing.class);
    Arrays.stream(Standing.values()).forEach(standing -> counts.put(standing, count(standing)));
    return counts;
  }

  /** {@code 40 passed, 1 violation, 3 not run}. */
  public String inWords() {
    String words =
        counts().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry ->
                String.format(
                    Locale.ROOT,
                    "%,d %s",
                    entry.getValue(),
                    entry.getKey().label().replace('-', ' ')))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "no case" : words;
  }
}
