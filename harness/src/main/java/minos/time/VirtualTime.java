package minos.time;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Time that jumps from event to event. One thread; the same tasks in the same order give the same
 * run, whatever the machine is doing meanwhile.
 */
public final class VirtualTime implements Time {
  private final Agenda agenda = new Agenda();
  private long now;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    Agenda.Due due = agenda.add(now, delayNanos, task);
    return () -> agenda.cancel(due);
  }

  @Override
  public <T> void offload(Callable<T> work, Consumer<Attempt<T>> done) {
    Attempt<T> attempt = Attempt.at(work);
    after(0, () -> done.accept(attempt));
  }

  @Override
  public void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Agenda.Due due = agenda.first();
      if (due == null) {
        throw new IllegalStateException(
            "virtual time stands still at " + now + " ns: nothing is due");
      }
      agenda.take();
      now = due.at;
      due.task.run();
    }
  }
}
