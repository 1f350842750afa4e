package minos.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Combined;
import minos.check.Limits;
import minos.check.Verdict;
import minos.check.knossos.Knossos;
import minos.check.knossos.KnossosMissing;
import minos.check.knossos.Subject;
import minos.check.linear.Linearizability;
import minos.check.proof.Witness;
import minos.history.Columns;
import minos.history.Formats;
import minos.history.History;
import minos.history.HistoryMalformed;
import minos.history.HistoryTooLong;
import minos.history.JsonLines;
import minos.history.Loaded;
import minos.time.RealTime;

/** Judges a recorded history within a budget of real time, which can be cut short. */
public final class Judge {
  private static final long GIVEN_UP_NANOS = Long.MAX_VALUE / 2;

  private final Limits limits;
  private final RealTime clock = new RealTime();
  private volatile boolean givenUp;

  public Judge(Limits limits) {
    this.limits = limits;
  }

  /**
   * An answer, what it answers, and how long it took.
   *
   * @param warnings what was left out of the history and why, one line each
   */
  public record Judgement(History history, Verdict verdict, long nanos, List<String> warnings) {
    Judgement saying(Verdict other) {
      return new Judgement(history, other, nanos, warnings);
    }
  }

  /** Tells the checker that its time is over. From any thread. */
  public void giveUp() {
    givenUp = true;
  }

  /**
   * @throws HistoryTooLong if it does not fit in memory
   */
  Judgement judge(RunFolder folder, Checker checker) throws StoreFailed, HistoryTooLong {
    try {
      return judge(Formats.read(folder.history()), checker);
    } catch (HistoryTooLong e) {
      throw e;
    } catch (IOException e) {
      throw StoreFailed.reading(folder.history(), e);
    } catch (HistoryMalformed e) {
      throw new StoreFailed("a bug in Minos wrote a history that is none: " + e.getMessage());
    }
  }

  public Judgement judge(JsonLines.Reading reading, Checker checker) {
    long begin = clock.nanos();
    Verdict verdict =
        Combined.guarded(checker.name(), () -> checker.check(reading.history(), budget()));
    return new Judgement(reading.history(), verdict, clock.nanos() - begin, reading.warnings());
  }

  /** An answer and how long it took. */
  public record Answer(Verdict verdict, long nanos) {}

  /** Judges what may be far more than fits in memory as ops. */
  public Answer judge(Columns columns, Checker checker) {
    long begin = clock.nanos();
    Verdict verdict = Combined.guarded(checker.name(), () -> checker.check(columns, budget()));
    return new Answer(verdict, clock.nanos() - begin);
  }

  /** An order that explains an object which has been found valid; empty if time is up. */
  public Optional<Witness> witness(Columns columns, Linearizability checker, int object) {
    return checker.witness(columns, object, budget());
  }

  /** Asks Knossos. */
  public Answer judge(Columns columns, Subject subject, Knossos knossos) throws KnossosMissing {
    long begin = clock.nanos();
    Verdict verdict = knossos.check(columns, subject, budget());
    return new Answer(verdict, clock.nanos() - begin);
  }

  private Budget budget() {
    return new Budget(limits, () -> givenUp ? GIVEN_UP_NANOS : clock.nanos());
  }

  /**
   * @param lenient whether what is malformed is left out
   */
  public static Loaded load(Path file, boolean lenient) throws StoreFailed, HistoryMalformed {
    try {
      return Formats.load(file, lenient);
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }

  public static JsonLines.Reading read(Path file) throws StoreFailed, HistoryMalformed {
    try {
      return Formats.read(file);
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }
}
