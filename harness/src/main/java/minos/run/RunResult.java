package minos.run;

import java.util.List;
import java.util.Map;
import minos.fault.FaultKind;
import minos.fault.FaultRecord;
import minos.generate.Generator.Invocation;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done, without its history.
 *
 * @param counts of clients' operations, by f
 * @param latencies of those that were ok, by f, in nanoseconds
 * @param kinds of faults that were asked for
 * @param deaths of nodes that nobody had killed; see {@link minos.cluster.Cluster#deaths()}
 * @param phases in their order
 * @param takeoverNanos see {@link minos.cluster.Cluster#takeover()}
 * @param stopped whether somebody ended the load before its time
 */
public record RunResult(
    Map<String, Counts> counts,
    Map<String, Histogram> latencies,
    List<FaultKind> kinds,
    List<FaultRecord> faults,
    List<String> deaths,
    List<Span> phases,
    Recovery recovery,
    long takeoverNanos,
    boolean stopped) {

  /** How many operations began, and how they ended. */
  public record Counts(long begun, long ok, long fail, long info) {
    public long ended() {
      return ok + fail + info;
    }
  }

  /** The parts of a run. */
  public enum Phase {
    /** Clients work while the nemesis breaks things. */
    LOAD,
    /** Nothing new begins; what is open ends. */
    DRAIN,
    /** All faults are undone. */
    HEAL,
    /** Each final read is repeated until it is ok. */
    FINAL_READS,
    DONE
  }

  /** When a phase was; nanoseconds since the run began. */
  public record Span(Phase phase, long beginNanos, long endNanos) {}

  /**
   * Whether the system came back.
   *
   * @param reads final reads that were ok
   * @param missing final reads that never were
   * @param nanos from when all was healed to the last read that was ok; null if none was
   * @param limitNanos how long they were given
   */
  public record Recovery(
      long reads, List<Invocation> missing, @Nullable Long nanos, long limitNanos) {}

  /** All operations of clients together. */
  public Counts total() {
    return counts.values().stream()
        .reduce(
            new Counts(0, 0, 0, 0),
            (a, b) -> new Counts(a.begun + b.begun, a.ok + b.ok, a.fail + b.fail, a.info + b.info));
  }
}
