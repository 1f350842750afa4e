package minos.store.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which runs, in which order. Each word of a query must fit: {@code field=value} by that field
 * ({@code field!=value}: not so), any other anywhere in the run's line. Values fit by a part of the
 * field, but for {@code verdict}, {@code in} and {@code seed}, which must be equal; {@code since}
 * is the beginning of a time such as {@code 2026-11-20}.
 *
 * @param descending whether the greatest come first
 */
public record RunQuery(List<String> words, String sort, boolean descending) {
  /** By which runs can be sorted. */
  public static final List<String> SORTS =
      List.of(
          "started",
          "verdict",
          "test",
          "in",
          "seed",
          "flaws",
          "ops",
          "availability",
          "p99",
          "recovery",
          "seen",
          "rule");

  private static final Map<String, Function<RunSummary, String>> FIELDS =
      Map.of(
          "system", RunSummary::system,
          "workload", RunSummary::workload,
          "faults", RunSummary::faults,
          "flaw", RunSummary::flaws,
          "rule", RunSummary::rule,
          "why", RunSummary::why,
          "version", RunSummary::version,
          "path", RunSummary::path);

  private static final Map<String, Function<RunSummary, String>> EXACT =
      Map.of(
          "verdict", RunSummary::verdict,
          "in", RunSummary::world,
          "seed", run -> Long.toString(run.seed()));

  private static final String SINCE = "since";
  private static final Map<String, Integer> WORST_FIRST =
      Map.of("invalid", 0, "unknown", 1, RunSummary.UNFINISHED, 2, "valid", 3);

  /**
   * @param text words between spaces
   * @param order a name of {@link #SORTS}; with a dash before it the greatest come first; empty:
   *     the newest first
   * @throws IllegalArgumentException with one clear line if a field or the order is unknown
   */
  public static RunQuery parse(String text, String order) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        predicate(word);
        words.add(word);
      }
    }
    String asked = order.isEmpty() ? "-started" : order;
    String sort = asked.startsWith("-") ? asked.substring(1) : asked;
    if (!SORTS.contains(sort)) {
      throw new IllegalArgumentException(
          "'" + sort + "' is nothing to sort by; one of " + String.join(", ", SORTS));
    }
    return new RunQuery(List.copyOf(words), sort, asked.startsWith("-"));
  }

  /** Those that fit, in the order that was asked for; what has no value of that kind comes last. */
  public List<RunSummary> of(List<RunSummary> runs) {
    Predicate<RunSummary> all =
        words.stream().map(RunQuery::predicate).reduce(run -> true, Predicate::and);
    List<RunSummary> fitting = new ArrayList<>(runs.stream().filter(all).toList());
    fitting.sort(comparator());
    return fitting;
  }

  private static Predicate<RunSummary> predicate(String word) {
    int equals = word.indexOf('=');
    if (equals <= 0) {
      String wanted = word.toLowerCase(Locale.ROOT);
      return run -> line(run).contains(wanted);
    }
    boolean not = word.charAt(equals - 1) == '!';
    String field = word.substring(0, equals - (not ? 1 : 0));
    String value = word.substring(equals + 1);
    Predicate<RunSummary> fits = fits(field, value);
    return not ? fits.negate() : fits;
  }

  private static Predicate<RunSummary> fits(String field, String value) {
    if (field.equals(SINCE)) {
      return run -> run.started().compareTo(value) >= 0;
    }
    Function<RunSummary, String> exact = EXACT.get(field);
    if (exact != null) {
      return run -> exact.apply(run).equals(value);
    }
    Function<RunSummary, String> part = FIELDS.get(field);
    if (part == null) {
      List<String> names = new ArrayList<>(FIELDS.keySet());
      names.addAll(EXACT.keySet());
      names.add(SINCE);
      names.sort(Comparator.naturalOrder());
      throw new IllegalArgumentException(
          "'" + field + "' is no field of a run; one of " + String.join(", ", names));
    }
    return run -> part.apply(run).contains(value);
  }

  private static String line(RunSummary run) {
    return String.join(
            " ",
            run.path(),
            run.system(),
            run.workload(),
            run.world(),
            run.faults(),
            run.flaws(),
            run.verdict(),
            run.rule(),
            run.why())
        .toLowerCase(Locale.ROOT);
  }

  private Comparator<RunSummary> comparator() {
    return switch (sort) {
      case "started" -> by(RunSummary::started);
      case "verdict" -> by(run -> WORST_FIRST.getOrDefault(run.verdict(), 1));
      case "test" -> by(RunSummary::test);
      case "in" -> by(RunSummary::world);
      case "seed" -> by(RunSummary::seed);
      case "flaws" -> by(RunSummary::flaws);
      case "ops" -> by(RunSummary::ops);
      case "availability" -> by(RunSummary::availability);
      case "p99" -> by(RunSummary::p99Nanos);
      case "recovery" -> by(RunSummary::recoveryNanos);
      case "seen" -> by(RunSummary::seenNanos);
      case "rule" -> by(RunSummary::rule);
      default -> throw new IllegalStateException("not parsed: " + sort);
    };
  }

  private <T extends Comparable<T>> Comparator<RunSummary> by(
      Function<RunSummary, ? extends @org.jspecify.annotations.Nullable T> value) {
    Comparator<T> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(value, Comparator.nullsLast(order));
  }
}
