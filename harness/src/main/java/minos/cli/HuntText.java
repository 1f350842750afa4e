package minos.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import minos.hunt.Hunt;
import minos.hunt.Interval;
import minos.hunt.Judge;
import minos.hunt.KillMatrix;
import minos.hunt.Row;
import minos.store.RepeatCommand;
import minos.time.Durations;

/** The kill matrix for people: a line a flaw, as soon as its hunt is over. */
final class HuntText {
  private static final String LINE = "%-5s %-7s %-16s %-10s %-26s %s";

  private final Console console;
  private final Map<String, KillMatrix.Earlier> earlier;
  private final Map<String, Set<String>> sights;

  /**
   * @param sights of each flaw, where it can be seen
   */
  HuntText(
      Console console, Map<String, KillMatrix.Earlier> earlier, Map<String, Set<String>> sights) {
    this.console = console;
    this.earlier = earlier;
    this.sights = sights;
  }

  void begin(int flaws, int grounds, Duration each) {
    console.say(
        "%d flaws and the rules as they are, on %d grounds, at most about %s each"
            .formatted(flaws - 1, grounds, Durations.readable(each.toNanos())));
    console.say(
        String.format(
                LINE,
                "flaw",
                "caught",
                "probability (95 %)",
                "by",
                "median to detection",
                "best on")
            .stripTrailing());
  }

  void tell(Row row) {
    console.say(line(row).stripTrailing());
    KillMatrix.Earlier before = earlier.get(row.flaw());
    if (before != null) {
      comparison(row, before).ifPresent(console::say);
    }
  }

  private static String line(Row row) {
    return String.format(
        LINE,
        row.flaw(),
        row.caught() + "/" + row.trials(),
        percent(row.caught(), row.trials()),
        row.byJudge().keySet().stream().map(Judge::label).collect(Collectors.joining(",")),
        row.median()
            .map(median ->
                median.trials()
                    + (median.trials() == 1 ? " run, " : " runs, ")
                    + Durations.readable(median.virtualNanos())
                    + " sim, "
                    + Durations.readable(median.realNanos()))
            .orElse(""),
        row.best().map(on -> on.ground().workload() + " " + on.ground().faults()).orElse(""));
  }

  /** Says something only where chance can hardly be the reason. */
  private static Optional<String> comparison(Row row, KillMatrix.Earlier before) {
    Interval now = row.probability();
    Interval then = before.probability();
    String was = " than before: " + percent(before.caught(), before.trials());
    if (now.low() > then.high()) {
      return Optional.of("       caught more surely" + was);
    }
    return now.high() < then.low()
        ? Optional.of("       caught LESS surely" + was)
        : Optional.empty();
  }

  void sum(List<Row> rows, long nanos) {
    long trials = rows.stream().mapToLong(Row::trials).sum();
    List<Row> flaws = rows.stream().filter(row -> !row.flaw().equals(Hunt.NONE)).toList();
    List<String> missed = flaws.stream().filter(row -> row.caught() == 0).map(Row::flaw).toList();
    console.say(
        "%d of %d flaws caught; %,d runs in %s"
            .formatted(
                flaws.size() - missed.size(), flaws.size(), trials, Durations.readable(nanos)));
    if (!missed.isEmpty()) {
      console.say("not caught: " + String.join(", ", missed));
    }
    bySight(flaws).forEach(console::say);
    rows.stream()
        .filter(row -> row.flaw().equals(Hunt.NONE))
        .forEach(none ->
            console.say(
                "without a flaw: %d alarms in %,d runs, %d unknown"
                    .formatted(none.caught(), none.trials(), none.unknown())));
    rows.stream()
        .filter(row -> row.example().isPresent())
        .findFirst()
        .ifPresent(row -> show(row.flaw(), row.example().get()));
  }

  private List<String> bySight(List<Row> flaws) {
    SortedMap<String, List<Row>> groups = new TreeMap<>();
    for (Row row : flaws) {
      for (String sight : sights.getOrDefault(row.flaw(), Set.of())) {
        groups.computeIfAbsent(sight, unused -> new ArrayList<>()).add(row);
      }
    }
    return groups.entrySet().stream().map(group -> sum(group.getKey(), group.getValue())).toList();
  }

  /** One flaw may be seen in several places, and counts in each. */
  private static String sum(String sight, List<Row> rows) {
    List<Row.Median> medians = rows.stream().flatMap(row -> row.median().stream()).toList();
    long byHistory = rows.stream().filter(row -> row.byJudge().containsKey(Judge.HISTORY)).count();
    String counts =
        "of those to be seen in %s: %d of %d caught, %d by the history alone"
            .formatted(sight, medians.size(), rows.size(), byHistory);
    return medians.isEmpty()
        ? counts
        : "%s; median %s sim, %s"
            .formatted(
                counts,
                Durations.readable(middle(medians, Row.Median::virtualNanos)),
                Durations.readable(middle(medians, Row.Median::realNanos)));
  }

  private static long middle(List<Row.Median> medians, ToLongFunction<Row.Median> nanos) {
    return medians.stream().mapToLong(nanos).sorted().toArray()[medians.size() / 2];
  }

  private void show(String flaw, Row.Example example) {
    console.say(
        "%s was first seen by %s: %s".formatted(flaw, example.first().label(), example.what()));
    console.say("to see it: " + RepeatCommand.of(example.test(), false));
  }

  /** {@code 60 % (23-88 %)}. */
  private static String percent(long caught, long trials) {
    Interval interval = Interval.of(caught, trials);
    return String.format(
        Locale.ROOT,
        "%.0f %% (%.0f-%.0f %%)",
        trials == 0 ? 0 : 100.0 * caught / trials,
        100 * interval.low(),
        100 * interval.high());
  }
}
