package minos.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import minos.check.online.Monitor.Progress;
import minos.run.Status;
import minos.store.RunListener;
import minos.time.Durations;

/**
 * How a run goes on: one line that is written over on a terminal, a new line every few seconds
 * elsewhere. Says nothing of a run that is over at once.
 */
public final class StatusLine implements RunListener {
  private static final long QUIET_NANOS = 1_000_000_000;
  private static final long LIVE_EVERY_NANOS = 190_000_000;
  private static final long PLAIN_EVERY_NANOS = 4_900_000_000L;

  private final Console console;
  private final LongSupplier clock;
  private final long begun;
  private long shownAt;
  private int shownLength;
  private Progress judged = Progress.NONE;

  /**
   * @param clock real time in nanoseconds, also where the run's own time is virtual
   */
  public StatusLine(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
    this.begun = clock.getAsLong();
    this.shownAt = begun;
  }

  @Override
  public void phase(String what) {
    if (isQuiet()) {
      return;
    }
    show(what + " ...");
  }

  @Override
  public void judged(Progress progress) {
    judged = progress;
  }

  @Override
  public void status(Status status) {
    long every = console.live() ? LIVE_EVERY_NANOS : PLAIN_EVERY_NANOS;
    if (isQuiet() || clock.getAsLong() - shownAt < every) {
      return;
    }
    show(text(status, judged));
  }

  @Override
  public void notice(String what) {
    clear();
    console.say(what);
  }

  @Override
  public void warning(String what) {
    clear();
    console.complain(what);
  }

  /** For many runs at once, of which nobody could read more. */
  public RunListener warningsOnly() {
    StatusLine all = this;
    return new RunListener() {
      @Override
      public void phase(String what) {}

      @Override
      public void status(Status status) {}

      @Override
      public void judged(Progress progress) {}

      @Override
      public void notice(String what) {}

      @Override
      public synchronized void warning(String what) {
        all.warning(what);
      }
    };
  }

  /** Makes room for what is to stay on the screen. */
  public void clear() {
    if (shownLength > 0) {
      console.out().print("\r" + " ".repeat(shownLength) + "\r");
      console.out().flush();
      shownLength = 0;
    }
  }

  static String text(Status status, Progress judged) {
    String faults =
        status.faults().isEmpty() ? "" : " · fault " + String.join(", ", status.faults());
    String leader = status.leader().map(name -> " · leader " + name).orElse("");
    return String.format(
        Locale.ROOT,
        "%s · %,d ok, %,d fail, %,d info · %,d ops/s%s%s%s",
        Durations.label(java.time.Duration.ofSeconds(status.nanos() / 1_000_000_000)),
        status.counts().ok(),
        status.counts().fail(),
        status.counts().info(),
        status.endedLastSecond(),
        faults,
        leader,
        text(judged));
  }

  private static String text(Progress judged) {
    if (judged.events() == 0) {
      return "";
    }
    return judged.refuted()
        ? " · contradicted"
        : String.format(Locale.ROOT, " · %d %% judged", 100 * judged.judged() / judged.events());
  }

  private boolean isQuiet() {
    return clock.getAsLong() - begun < QUIET_NANOS;
  }

  private void show(String text) {
    shownAt = clock.getAsLong();
    if (!console.live()) {
      console.say(text);
      return;
    }
    String fitting = text.substring(0, Math.min(text.length(), console.columns() - 1));
    String padding = " ".repeat(Math.max(0, shownLength - fitting.length()));
    console.out().print("\r" + fitting + padding);
    console.out().flush();
    shownLength = fitting.length();
  }
}
