package minos.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.cluster.Client.Completion;
import minos.cluster.Cluster;
import minos.generate.Generator.Invocation;
import minos.history.Op;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run, each with its client and at most one open operation. One whose operation
 * ended in doubt is never used again: its place goes to a new process with a fresh client.
 */
final class Processes implements AutoCloseable {
  /** What changes nothing, so that its silence may count as a failure. */
  private static final String READ = "read";

  private final Cluster cluster;
  private final Time time;
  private final Recorder recorder;
  private final long timeoutNanos;
  private final List<Place> places = new ArrayList<>();
  private final ArrayDeque<Place> free = new ArrayDeque<>();
  private Runnable onFree = () -> {};
  private boolean closed;

  Processes(Cluster cluster, Time time, Recorder recorder, int concurrency, Duration timeout) {
    this.cluster = cluster;
    this.time = time;
    this.recorder = recorder;
    this.timeoutNanos = timeout.toNanos();
    for (int process = 0; process < concurrency; process++) {
      Place place = new Place(process, cluster.open(process));
      places.add(place);
      free.add(place);
    }
  }

  /** Called each time a process has become free. */
  void onFree(Runnable task) {
    onFree = task;
  }

  /** The process that would begin next, or null if all are busy. */
  @Nullable Integer nextFree() {
    Place place = free.peek();
    return place == null ? null : place.process;
  }

  int places() {
    return places.size();
  }

  boolean isFree(int place) {
    return free.contains(places.get(place));
  }

  int open() {
    return places.size() - free.size();
  }

  /** Begins an operation of the process that is next. */
  void begin(Invocation invocation, Consumer<Completion> ended) {
    free.remove().begin(invocation, ended);
  }

  /** Begins an operation of the process in that place, which is free. */
  void begin(int place, Invocation invocation, Consumer<Completion> ended) {
    Place taken = places.get(place);
    if (!free.remove(taken)) {
      throw new IllegalStateException("place " + place + " is not free");
    }
    taken.begin(invocation, ended);
  }

  /** Closes all clients, whatever one of them throws; answers that come of it are ignored. */
  @Override
  public void close() {
    closed = true;
    List<RuntimeException> failures = new ArrayList<>();
    for (Place place : places) {
      try {
        place.client.close();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.getFirst();
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }

  private IllegalStateException broken(Op op, String what) {
    return recorder.fail(
        new IllegalStateException(
            "the client of process "
                + op.process()
                + " "
                + what
                + " (index "
                + op.index()
                + ", "
                + op.f()
                + "): this is a bug of the client, and the run is void"));
  }

  /** An operation that has begun. */
  private static final class Pending {
    private final Op op;
    private final Consumer<Completion> ended;
    private boolean answered;
    private boolean givenUp;

    Pending(Op op, Consumer<Completion> ended) {
      this.op = op;
      this.ended = ended;
    }
  }

  /** Where one process after another works. */
  private final class Place {
    private int process;
    private Client client;
    private @Nullable Pending pending;
    private boolean watched;

    Place(int process, Client client) {
      this.process = process;
      this.client = client;
    }

    void begin(Invocation invocation, Consumer<Completion> ended) {
      Pending begun = new Pending(recorder.invoked(process, invocation), ended);
      pending = begun;
      watch(timeoutNanos);
      try {
        client.invoke(begun.op, completion -> answer(begun, completion));
      } catch (RuntimeException e) {
        recorder.checkSound();
        if (begun.answered) {
          throw e;
        }
        giveUp(begun, "the client threw " + e);
      }
    }

    private void answer(Pending asked, Completion completion) {
      if (closed) {
        return;
      }
      if (asked.answered) {
        throw broken(asked.op, "completed an operation twice");
      }
      asked.answered = true;
      if (completion.type() == Op.Type.INVOKE) {
        throw broken(asked.op, "completed an operation with invoke");
      }
      if (!asked.givenUp) {
        end(asked, completion, completion.type() == Op.Type.INFO);
      }
    }

    private void giveUp(Pending asked, String why) {
      asked.givenUp = true;
      Op.Type type = asked.op.f().equals(READ) ? Op.Type.FAIL : Op.Type.INFO;
      end(asked, new Completion(type, asked.op.value(), Map.of("error", why)), true);
    }

    private void end(Pending asked, Completion completion, boolean inDoubt) {
      recorder.completed(asked.op, completion);
      pending = null;
      if (inDoubt) {
        client.close();
        process += places.size();
        client = cluster.open(process);
      }
      free.add(this);
      asked.ended.accept(completion);
      onFree.run();
    }

    /**
     * One timer at a time, which looks again when its time has come: one for each operation would
     * leave a busy run with seconds of them.
     */
    private void watch(long nanos) {
      if (!watched) {
        watched = true;
        time.after(nanos, this::look);
      }
    }

    private void look() {
      watched = false;
      if (pending != null) {
        long left = pending.op.time() + timeoutNanos - recorder.nanos();
        if (left > 0) {
          watch(left);
        } else {
          giveUp(pending, "no answer within " + timeoutNanos / 1_000_000 + " ms");
        }
      }
    }
  }
}
