package minos.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run of a case, and what came of it.
 *
 * @param why whole sentences, the most telling first; empty for valid
 * @param folder of the run, relative to the results; empty where it has none
 * @param finding what was found wrong; only of what is invalid
 * @param wall real time of the run, judging included
 * @param check real time of the judging
 */
public record Attempt(
    Instant ended,
    Ending ending,
    List<String> why,
    Optional<String> folder,
    Optional<Finding> finding,
    Duration wall,
    Duration check,
    Figures figures) {

  /** How a run ends. */
  public enum Ending {
    VALID,
    INVALID,
    UNKNOWN,
    /** There was no verdict: no engine, no memory, a bug of Minos. */
    ERROR
  }

  /**
   * A contradiction, so that it is known again.
   *
   * @param anomaly the rule that was broken: {@code stale read}
   * @param fingerprint of model, anomaly, system and its version
   * @param firstSeen when an earlier suite in the same results had it first; empty if none had
   */
  public record Finding(String anomaly, String fingerprint, Optional<Instant> firstSeen) {
    public Finding firstSeen(Instant earlier) {
      return new Finding(anomaly, fingerprint, Optional.of(earlier));
    }
  }

  /**
   * A run in numbers.
   *
   * @param p99Micros of operations that are ok; empty if none was
   * @param recoveryMillis by family of faults, the longest from the end of a fault to the next ok
   */
  public record Figures(
      long ok, long fail, long info, OptionalLong p99Micros, Map<String, Long> recoveryMillis) {
    public static final Figures NONE = new Figures(0, 0, 0, OptionalLong.empty(), Map.of());

    public long ops() {
      return ok + fail + info;
    }
  }

  /** One that came to no verdict. */
  public static Attempt failed(Instant ended, String why, Duration wall) {
    return new Attempt(
        ended,
        Ending.ERROR,
        List.of(why),
        Optional.empty(),
        Optional.empty(),
        wall,
        Duration.ZERO,
        Figures.NONE);
  }

  public Attempt with(Finding found) {
    return new Attempt(ended, ending, why, folder, Optional.of(found), wall, check, figures);
  }
}
