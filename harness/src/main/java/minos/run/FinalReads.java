package minos.run;

import java.util.ArrayList;
import java.util.List;
import minos.cluster.Client.Completion;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.generate.Generators;
import minos.history.Op;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** After all faults are healed: each read again and again until it is ok, within a limit. */
final class FinalReads {
  private static final long RETRY_NANOS = 200_000_000;

  private final Processes processes;
  private final Recorder recorder;
  private final Feeder feeder;
  private final List<Invocation> missing = new ArrayList<>();
  private final long begin;
  private long limitNanos;
  private long reads;
  private @Nullable Long lastOk;

  FinalReads(Generator reads, Processes processes, Time time, Recorder recorder, long limitNanos) {
    this.processes = processes;
    this.recorder = recorder;
    this.feeder = new Feeder(reads, processes, time, recorder, this::ended);
    this.begin = recorder.nanos();
    this.limitNanos = limitNanos;
  }

  void start() {
    feeder.start();
  }

  /** Gives no more than that from now. */
  void hurry(long nanos) {
    limitNanos = Math.min(limitNanos, recorder.nanos() - begin + nanos);
  }

  /** Asked again and again; the first time that it is too late it counts what is missing. */
  boolean isOver() {
    if (isLate() && !feeder.isEmpty()) {
      feeder.left().forEach(this::addMissing);
      feeder.stop();
    }
    return feeder.isEmpty() && processes.open() == 0;
  }

  RunResult.Recovery result() {
    Long took = lastOk == null ? null : Long.valueOf(lastOk - begin);
    return new RunResult.Recovery(reads, List.copyOf(missing), took, limitNanos);
  }

  private void ended(Invocation invocation, Completion completion) {
    if (completion.type() == Op.Type.OK) {
      reads++;
      lastOk = recorder.nanos();
    } else if (isLate()) {
      missing.add(invocation);
    } else {
      feeder.add(Generators.from(recorder.nanos() + RETRY_NANOS, Generators.once(invocation)));
    }
  }

  private boolean isLate() {
    return recorder.nanos() - begin >= limitNanos;
  }

  /** What a generator would still have said: it is pure, and so may be asked ahead of time. */
  private void addMissing(Generator left) {
    Generator generator = left;
    long nanos = recorder.nanos();
    while (true) {
      switch (generator.next(new Context(nanos, 0))) {
        case Next.Invoke(Invocation invocation, Generator rest) -> {
          missing.add(invocation);
          generator = rest;
        }
        case Next.Wait(long until, Generator rest) -> {
          nanos = Math.max(nanos, until);
          generator = rest;
        }
        case Next.Done done -> {
          return;
        }
      }
    }
  }
}
