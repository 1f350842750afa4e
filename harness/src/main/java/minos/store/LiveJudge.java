package minos.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import minos.check.Combined;
import minos.check.Verdict;
import minos.check.online.Monitor;
import minos.check.online.Violation;
import minos.history.Op;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a run while it goes on: in virtual time at once, so that the same seed shows the same
 * thing at the same operation; in real time on a thread of its own, so that clients never wait for
 * it.
 */
final class LiveJudge implements Consumer<Op>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJudge.class);
  private static final String NAME = "linearizable";
  private static final int WAITING_MAX = 1 << 17;
  private static final int OPS_BETWEEN_NOTES = 1024;

  private final Monitor monitor;
  private final Duration rest;
  private final Consumer<Violation> onViolation;
  private final BlockingQueue<Optional<Op>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Optional<Thread> thread;
  private volatile Monitor.Progress progress = Monitor.Progress.NONE;

  private volatile Optional<Violation> violation = Optional.empty();

  /** Why it judges no more. */
  private volatile Optional<String> ended = Optional.empty();

  private Optional<Verdict> verdict = Optional.empty();

  /**
   * @param atOnce whether what is given to it is judged before it returns
   * @param rest how long it may go on, if not, when nothing comes any more
   * @param onViolation is told of the first, at once or from another thread
   */
  LiveJudge(Monitor monitor, boolean atOnce, Duration rest, Consumer<Violation> onViolation) {
    this.monitor = monitor;
    this.rest = rest;
    this.onViolation = onViolation;
    thread =
        atOnce
            ? Optional.empty()
            : Optional.of(Thread.ofPlatform().daemon().name("live judge").start(this::follow));
  }

  @Override
  public void accept(Op op) {
    if (ended.isPresent()) {
      return;
    }
    if (thread.isEmpty()) {
      take(op);
    } else if (!waiting.offer(Optional.of(op))) {
      ended = Optional.of("There was no time to judge everything while it happened.");
    }
  }

  Monitor.Progress progress() {
    return progress;
  }

  /** What breaks here must not break the run, which is judged again when it is over. */
  private void take(Op op) {
    try {
      Optional<Violation> found = monitor.take(op);
      if (found.isPresent()) {
        violation = found;
        onViolation.accept(found.get());
      }
      if (waiting.isEmpty() || op.index() % OPS_BETWEEN_NOTES == 0) {
        progress = monitor.progress();
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.error("what happens is not judged any more while it does", e);
      ended = Optional.of("The judge itself broke: " + e + ".");
    }
  }

  private void follow() {
    try {
      for (Optional<Op> op = waiting.take(); op.isPresent(); op = waiting.take()) {
        if (ended.isEmpty()) {
          take(op.get());
        }
      }
    } catch (InterruptedException e) {
      ended = Optional.of("Judging was interrupted.");
    }
  }

  /** Judges the rest; nothing comes any more. */
  @Override
  public void close() {
    if (verdict.isPresent()) {
      return;
    }
    try {
      if (thread.isPresent() && !isDone(thread.get())) {
        ended = Optional.of("Judging was not done %d s after the end.".formatted(rest.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = Optional.of("Judging was interrupted.");
    }
    verdict =
        Optional.of(
            Combined.guarded(NAME, () -> ended.map(this::unfinished).orElseGet(monitor::close)));
  }

  /** Whether it came to its end in time; it is told to stop if not. */
  private boolean isDone(Thread judging) throws InterruptedException {
    if (waiting.offer(Optional.empty()) && judging.join(rest)) {
      return true;
    }
    monitor.stop();
    judging.interrupt();
    return false;
  }

  private Verdict unfinished(String why) {
    return violation
        .map(found -> Verdict.invalid(NAME, found.sentence()))
        .orElseGet(() -> Verdict.unknown(NAME, why));
  }

  /** What it says of the whole; only once it is closed. */
  Verdict verdict() {
    return verdict.orElseThrow();
  }

  Optional<Violation> violation() {
    return violation;
  }

  /**
   * What it says of the whole where the recorded history cannot be judged as such.
   *
   * @param why in whole sentences
   */
  Verdict instead(List<String> why) {
    return with(
        verdict(),
        Stream.concat(
            Stream.of(
                "This was judged while it happened; what was recorded could not be judged again."),
            why.stream()));
  }

  private static Verdict with(Verdict said, Stream<String> more) {
    List<String> reasons = Stream.concat(said.reasons().stream(), more).toList();
    return new Verdict(said.validity(), said.checker(), reasons, said.parts());
  }

  /**
   * The verdict on the recorded history, which is not known to be valid where its judge found no
   * time or no memory to say so: what was found while it happened is then said beside it. But what
   * contradicted then, does.
   */
  Verdict beside(Verdict recorded) {
    boolean isRefuted = violation.isPresent();
    return switch (recorded.validity()) {
      case INVALID -> recorded;
      case UNKNOWN ->
          switch (verdict().validity()) {
            case INVALID -> instead(recorded.reasons());
            case VALID -> with(recorded, Stream.of("While it happened nothing contradicted."));
            case UNKNOWN -> recorded;
          };
      case VALID ->
          isRefuted
              ? Verdict.unknown(
                  recorded.checker(),
                  "Two judges disagree, which is a bug in Minos: what was recorded is valid, but: "
                      + violation.orElseThrow().sentence())
              : recorded;
    };
  }
}
