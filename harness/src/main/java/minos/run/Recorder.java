package minos.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import minos.cluster.Client.Completion;
import minos.fault.Nemesis;
import minos.generate.Generator.Invocation;
import minos.history.Op;
import minos.time.Time;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and times every operation and hands it to a sink. Keeps counts, never operations: a run
 * may have more of them than fit in memory.
 */
final class Recorder implements Nemesis.Witness {
  private static final int LATENCY_DIGITS = 3;

  private final Time time;
  private final long began;
  private final Consumer<Op> sink;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Tally total = new Tally();
  private long index;
  private @Nullable RuntimeException failure;

  /** The run begins now. */
  Recorder(Time time, Consumer<Op> sink) {
    this.time = time;
    this.began = time.nanos();
    this.sink = sink;
  }

  @Override
  public long nanos() {
    return time.nanos() - began;
  }

  @Override
  public long begun() {
    return total.begun;
  }

  @Override
  public long ended() {
    return total.ok + total.fail + total.info;
  }

  @Override
  public long ok() {
    return total.ok;
  }

  Op invoked(int process, Invocation invocation) {
    total.begun++;
    tally(invocation.f()).begun++;
    return record(
        new Op(
            index,
            nanos(),
            process,
            Op.Type.INVOKE,
            invocation.f(),
            invocation.key(),
            invocation.value(),
            invocation.extra()));
  }

  void completed(Op invocation, Completion completion) {
    Op op =
        record(
            new Op(
                index,
                nanos(),
                invocation.process(),
                completion.type(),
                invocation.f(),
                invocation.key(),
                completion.value(),
                completion.extra()));
    total.count(op.type());
    tally(op.f()).count(op.type());
    if (op.type() == Op.Type.OK) {
      tally(op.f()).latency.recordValue(op.time() - invocation.time());
    }
  }

  /** One of the two lines of a fault or of its healing. */
  void nemesis(Invocation asked, Completion said) {
    record(
        new Op(
            index,
            nanos(),
            Op.NEMESIS,
            said.type(),
            asked.f(),
            asked.key(),
            said.value(),
            said.extra()));
  }

  RunResult.Counts counts() {
    return total.counts();
  }

  Map<String, RunResult.Counts> countsByF() {
    Map<String, RunResult.Counts> counts = new TreeMap<>();
    tallies.forEach((f, tally) -> counts.put(f, tally.counts()));
    return counts;
  }

  Map<String, Histogram> latenciesByF() {
    Map<String, Histogram> latencies = new TreeMap<>();
    tallies.forEach((f, tally) -> latencies.put(f, tally.latency));
    return latencies;
  }

  /**
   * Voids the run. Whoever called us may swallow the exception that says so, hence the note of it.
   *
   * @return the exception, to be thrown
   */
  <E extends RuntimeException> E fail(E why) {
    if (failure == null) {
      failure = why;
    }
    return why;
  }

  /**
   * Nothing to do as long as all is well.
   *
   * @throws RuntimeException what was noted by {@link #fail}
   */
  void checkSound() {
    if (failure != null) {
      throw failure;
    }
  }

  private Op record(Op op) {
    checkSound();
    index++;
    try {
      sink.accept(op);
    } catch (RuntimeException e) {
      throw fail(e);
    }
    return op;
  }

  private Tally tally(String f) {
    return tallies.computeIfAbsent(f, any -> new Tally());
  }

  private static final class Tally {
    private final Histogram latency = new Histogram(LATENCY_DIGITS);
    private long begun;
    private long ok;
    private long fail;
    private long info;

    void count(Op.Type type) {
      switch (type) {
        case INVOKE -> throw new IllegalArgumentException("an operation does not end with invoke");
        case OK -> ok++;
        case FAIL -> fail++;
        case INFO -> info++;
      }
    }

    RunResult.Counts counts() {
      return new RunResult.Counts(begun, ok, fail, info);
    }
  }
}
