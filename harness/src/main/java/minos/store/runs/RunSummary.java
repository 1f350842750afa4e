package minos.store.runs;

import org.jspecify.annotations.Nullable;

/**
 * A run in one line. What older runs or runs that broke off do not say is empty or null.
 *
 * @param path of the folder, relative to the results, with slashes
 * @param modified when a file last came or went, in milliseconds since 1970
 * @param started in ISO form, UTC
 * @param world {@code sim}, {@code docker} or {@code process}
 * @param faults labels, with commas
 * @param flaws ids, with commas
 * @param version of Minos
 * @param verdict {@code valid}, {@code invalid}, {@code unknown}, or {@link #UNFINISHED}
 * @param why the first reason, for all but valid
 * @param rule that was broken, in a few words
 * @param ops of clients, of any outcome; 0 where nobody counted
 * @param availability a share, see {@code figures.json}
 * @param recoveryNanos the longest of all faults; null also if it never recovered from one
 * @param seenNanos since the run began, when its contradiction had been seen
 */
public record RunSummary(
    String path,
    long modified,
    String started,
    String system,
    String workload,
    String world,
    int nodes,
    String faults,
    String flaws,
    long seed,
    String version,
    String verdict,
    String why,
    String rule,
    long ops,
    @Nullable Double availability,
    @Nullable Long p99Nanos,
    @Nullable Long recoveryNanos,
    @Nullable Long seenNanos,
    long checkMillis) {
  /** The verdict of a run that has none: it goes on, or broke off. */
  public static final String UNFINISHED = "unfinished";

  /** What its runs share: {@code raft-kv-register}. */
  public String test() {
    return system + "-" + workload;
  }
}
