package minos.hunt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.run.Test;

/** Counts what came of the trials of one flaw, in their order. */
final class Tally {
  private final String flaw;
  private final Map<Ground, long[]> byGround = new LinkedHashMap<>();
  private final Map<Judge, Long> byJudge = new EnumMap<>(Judge.class);
  private final Map<Judge, Long> firstBy = new EnumMap<>(Judge.class);
  private final List<Effort> efforts = new ArrayList<>();
  private Effort sinceCatch = Effort.NONE;
  private long trials;
  private long unknown;
  private Optional<Row.Example> example = Optional.empty();

  Tally(String flaw) {
    this.flaw = flaw;
  }

  /** What it took to catch a flaw once. */
  private record Effort(long trials, long virtualNanos, long realNanos) {
    private static final Effort NONE = new Effort(0, 0, 0);

    Effort and(Trial.Outcome outcome) {
      return new Effort(
          trials + 1, virtualNanos + outcome.virtualNanos(), realNanos + outcome.realNanos());
    }
  }

  void add(Ground ground, Test test, Trial.Outcome outcome) {
    trials++;
    sinceCatch = sinceCatch.and(outcome);
    long[] counts = byGround.computeIfAbsent(ground, unused -> new long[2]);
    counts[1]++;
    if (outcome.unknown()) {
      unknown++;
    }
    if (outcome.caught()) {
      counts[0]++;
      outcome.caughtBy().forEach(judge -> byJudge.merge(judge, 1L, Long::sum));
      firstBy.merge(outcome.first(), 1L, Long::sum);
      efforts.add(sinceCatch);
      sinceCatch = Effort.NONE;
      if (example.isEmpty()) {
        example = Optional.of(outcome.example(ground, test));
      }
    }
  }

  long caught() {
    return efforts.size();
  }

  Row row() {
    return new Row(
        flaw,
        caught(),
        trials,
        unknown,
        Collections.unmodifiableMap(new EnumMap<>(byJudge)),
        Collections.unmodifiableMap(new EnumMap<>(firstBy)),
        efforts.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Row.Median(
                    median(efforts.stream().map(Effort::trials).toList()),
                    median(efforts.stream().map(Effort::virtualNanos).toList()),
                    median(efforts.stream().map(Effort::realNanos).toList()))),
        byGround.entrySet().stream()
            .map(entry -> new Row.On(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
            .toList(),
        example);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
