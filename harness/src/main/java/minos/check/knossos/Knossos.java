package minos.check.knossos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Verdict;
import minos.history.Columns;
import org.jspecify.annotations.Nullable;

/**
 * Knossos, Jepsen's own checker, as a second judge. One JVM judges all histories one after another;
 * it is killed when it does not answer in time, and another is started for the next object.
 */
public final class Knossos implements AutoCloseable {
  private static final String NAME = "knossos";
  private static final long START_MILLIS = 60_000;

  /** Knossos keeps its limit by itself, but for a while. */
  private static final long GRACE_MILLIS = 5_000;

  private final String classPath;
  private final long heapBytes;
  private final long graceMillis;
  private @Nullable KnossosProcess running;

  /**
   * @param classPath where Knossos and Clojure are, as {@code java -cp} takes it
   * @param heapBytes of its JVM
   */
  public Knossos(String classPath, long heapBytes) {
    this(classPath, heapBytes, GRACE_MILLIS);
  }

  Knossos(String classPath, long heapBytes, long graceMillis) {
    this.classPath = classPath;
    this.heapBytes = heapBytes;
    this.graceMillis = graceMillis;
  }

  /**
   * Starts its JVM, if none runs.
   *
   * @throws KnossosMissing if it is not on its class path
   */
  public void start() throws KnossosMissing {
    running();
  }

  /**
   * Judges each object by itself, as {@code minos.check.linear} does.
   *
   * @throws KnossosMissing if it is not on its class path
   */
  public Verdict check(Columns columns, Subject subject, Budget budget) throws KnossosMissing {
    start();
    if (columns.keys() == 0 && !columns.isEmpty()) {
      return Verdict.valid(NAME);
    }
    long begun = budget.nanoClock().getAsLong();
    Columns.ByKey byKey = columns.byKey();
    List<Verdict> parts = new ArrayList<>();
    for (int object = 0; object < columns.keys(); object++) {
      int[] events =
          Arrays.copyOfRange(byKey.events(), byKey.starts()[object], byKey.starts()[object + 1]);
      Object key = columns.keyAt(object);
      String name = key == null ? NAME : NAME + " key " + key;
      long spent = (budget.nanoClock().getAsLong() - begun) / 1_000_000;
      long left = budget.time().toMillis() - spent;
      parts.add(judge(name, columns, events, subject, left));
    }
    return Verdict.of(NAME, parts);
  }

  private Verdict judge(String name, Columns columns, int[] events, Subject subject, long millis)
      throws KnossosMissing {
    if (millis <= 0) {
      return Verdict.unknown(name, "Knossos had no time left; give it more with --check-budget.");
    }
    try {
      Optional<String> request = Translation.of(columns, events, subject, millis);
      if (request.isEmpty()) {
        return Verdict.valid(name);
      }
      KnossosProcess process = running();
      process.send(request.get());
      return verdict(name, process.answer(millis + graceMillis));
    } catch (Untranslatable e) {
      return Verdict.unknown(name, String.valueOf(e.getMessage()));
    } catch (KnossosProcess.Silent | IOException e) {
      close();
      return Verdict.unknown(name, String.valueOf(e.getMessage()));
    }
  }

  private static Verdict verdict(String name, String answer) {
    int blank = answer.indexOf(' ');
    String word = blank < 0 ? answer : answer.substring(0, blank);
    String rest = blank < 0 ? "" : answer.substring(blank + 1);
    return switch (word) {
      case "valid" -> Verdict.valid(name);
      case "invalid" -> Verdict.invalid(name, "Knossos refuses " + rest + ".");
      case "unknown" -> Verdict.unknown(name, "Knossos gave up: " + rest + ".");
      default -> Verdict.unknown(name, "Knossos gave an answer that is none: " + answer);
    };
  }

  /** Starts it if need be. */
  private KnossosProcess running() throws KnossosMissing {
    KnossosProcess now = running;
    if (now != null) {
      return now;
    }
    try {
      KnossosProcess started = new KnossosProcess(classPath, heapBytes);
      running = started;
      String greeting = started.answer(START_MILLIS);
      if (greeting.equals("ready")) {
        return started;
      }
      close();
      throw new KnossosMissing("no Knossos on the class path " + classPath + " (" + greeting + ")");
    } catch (KnossosProcess.Silent | IOException e) {
      close();
      throw new KnossosMissing(
          "Knossos cannot be started with the class path " + classPath + ": " + e.getMessage());
    }
  }

  /** Ends its JVM; another is started where it is needed again. */
  @Override
  public void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
