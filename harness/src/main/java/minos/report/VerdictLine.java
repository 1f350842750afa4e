package minos.report;

import java.util.Locale;
import minos.check.Validity;
import minos.check.anomaly.Isolation;
import minos.run.Test;

/**
 * A run in one line: {@code NOT LINEARIZABLE · register key 3 · raft-kv x5 · partition,kill · seed
 * 8123 · 3,012 ops (2,911 ok, 71 fail, 30 info)}.
 */
public final class VerdictLine {
  private static final String LINEARIZABLE = "linearizable";

  private VerdictLine() {}

  public static String of(RunReport run) {
    return word(run) + rest(run);
  }

  public static String word(RunReport run) {
    return word(run.verdict().validity(), property(run.verdict().checker()));
  }

  public static String word(Validity validity) {
    return word(validity, LINEARIZABLE);
  }

  /**
   * What is said of a history that a checker finds valid: its name, if that is a property that
   * people know.
   */
  public static String property(String checker) {
    boolean known = checker.equals(LINEARIZABLE) || Isolation.named(checker).isPresent();
    return known ? checker : "valid";
  }

  /**
   * @param property what is said of a history that is valid
   */
  public static String word(Validity validity, String property) {
    String name = property.toUpperCase(Locale.ROOT);
    return switch (validity) {
      case VALID -> name;
      case UNKNOWN -> "UNKNOWN";
      case INVALID -> "NOT " + name;
    };
  }

  /** Everything after the word. */
  public static String rest(RunReport run) {
    Test test = run.test();
    String key =
        run.contradiction().map(Contradiction::key).map(failing -> " key " + failing).orElse("");
    String flaws = test.flaws().isEmpty() ? "" : " (flaw " + String.join(", ", test.flaws()) + ")";
    String faults = test.faults().isEmpty() ? "no faults" : String.join(",", test.faults());
    return " · "
        + test.workload()
        + key
        + " · "
        + test.system()
        + " x"
        + test.nodes()
        + flaws
        + " · "
        + faults
        + " · seed "
        + test.seed()
        + " · "
        + counts(run.figures());
  }

  public static String counts(Figures figures) {
    return String.format(
        Locale.ROOT,
        "%,d ops (%,d ok, %,d fail, %,d info)",
        figures.ops(),
        figures.ok(),
        figures.fail(),
        figures.info());
  }
}
