package minos.run;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiConsumer;
import minos.cluster.Client.Completion;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** Gives free processes what generators say, one generator after another. */
final class Feeder implements Load {
  /** Operations begun in one task, so that clients that answer at once leave room for others. */
  private static final int BURST = 64;

  private final Processes processes;
  private final Time time;
  private final Recorder recorder;
  private final BiConsumer<Invocation, Completion> ended;
  private final ArrayDeque<Generator> todo = new ArrayDeque<>();
  private Time.@Nullable Timer timer;
  private boolean pumping;

  /**
   * @param first what it begins with
   */
  Feeder(
      Generator first,
      Processes processes,
      Time time,
      Recorder recorder,
      BiConsumer<Invocation, Completion> ended) {
    this.todo.add(first);
    this.processes = processes;
    this.time = time;
    this.recorder = recorder;
    this.ended = ended;
  }

  /** From now on free processes come here. */
  @Override
  public void start() {
    processes.onFree(this::pump);
    pump();
  }

  /** Goes on with this generator when those before it have ended. */
  void add(Generator generator) {
    todo.add(generator);
    pump();
  }

  /** What is still to be done, generator after generator. */
  List<Generator> left() {
    return List.copyOf(todo);
  }

  @Override
  public void stop() {
    todo.clear();
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  @Override
  public boolean isEmpty() {
    return todo.isEmpty();
  }

  private void pump() {
    // A client that answers at once comes back here from within; the loop below goes on for it.
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      for (int left = BURST; left > 0 && canStep(); left--) {
        step();
      }
    } finally {
      pumping = false;
    }
    if (canStep()) {
      wakeIn(0);
    }
  }

  private boolean canStep() {
    return timer == null && !todo.isEmpty() && processes.nextFree() != null;
  }

  private void step() {
    Integer process = processes.nextFree();
    if (process == null) {
      return;
    }
    long now = recorder.nanos();
    switch (todo.remove().next(new Context(now, process))) {
      case Next.Invoke(Invocation invocation, Generator rest) -> {
        todo.addFirst(rest);
        processes.begin(invocation, completion -> ended.accept(invocation, completion));
      }
      case Next.Wait(long until, Generator rest) -> {
        todo.addFirst(rest);
        wakeIn(Math.max(1, until - now));
      }
      case Next.Done done -> {}
    }
  }

  private void wakeIn(long nanos) {
    timer =
        time.after(
            nanos,
            () -> {
              timer = null;
              pump();
            });
  }
}
