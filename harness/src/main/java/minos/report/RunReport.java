package minos.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import minos.check.Verdict;
import minos.fault.FaultRecord;
import minos.history.History;
import minos.run.Test;
import minos.store.RunInfo;
import org.jspecify.annotations.Nullable;

/**
 * All that a report shows of a run.
 *
 * @param folder as the user may type it
 * @param spans operations of clients, in the order in which they began
 * @param bands faults, in the order in which they were asked for
 * @param clocks of the nodes whose clocks were ever off
 * @param progress what clients had of the system, at any time
 * @param inside what the nodes told of themselves
 * @param elsewhere earlier runs that broke the same rule
 * @param checkNanos how long the judging took
 * @param files of the run, relative to its folder
 */
public record RunReport(
    RunInfo info,
    String folder,
    Verdict verdict,
    List<Span> spans,
    Optional<Contradiction> contradiction,
    List<Band> bands,
    List<ClockLine> clocks,
    Figures figures,
    Progress progress,
    Inside inside,
    Elsewhere elsewhere,
    long checkNanos,
    List<String> files) {
  /** The file of a run that tells of its contradiction. */
  public static final String COUNTEREXAMPLE = "counterexample.txt";

  public static RunReport of(
      RunInfo info,
      String folder,
      History history,
      Verdict verdict,
      List<FaultRecord> faults,
      long checkNanos,
      List<String> files) {
    List<Span> spans = Span.of(history);
    long end = history.ops().isEmpty() ? 0 : history.ops().getLast().time();
    List<Band> bands = faults.stream().map(fault -> Band.of(fault, end)).toList();
    return new RunReport(
        info,
        folder,
        verdict,
        spans,
        Contradiction.of(verdict),
        bands,
        ClockLine.of(history),
        Figures.of(spans),
        Progress.of(spans),
        Inside.NOTHING,
        Elsewhere.NOT_LOOKED,
        checkNanos,
        files);
  }

  /** The same with links to files of the run. */
  public RunReport linking(List<String> linked) {
    return new RunReport(
        info,
        folder,
        verdict,
        spans,
        contradiction,
        bands,
        clocks,
        figures,
        progress,
        inside,
        elsewhere,
        checkNanos,
        linked);
  }

  /** The same with what the nodes told, and what earlier runs were. */
  public RunReport knowing(Inside told, Elsewhere seen) {
    return new RunReport(
        info,
        folder,
        verdict,
        spans,
        contradiction,
        bands,
        clocks,
        figures,
        progress,
        told,
        seen,
        checkNanos,
        files);
  }

  public Test test() {
    return info.test();
  }

  /** Why the verdict is what it is, in whole sentences, the most telling first. */
  public List<String> why() {
    return Why.of(verdict, contradiction);
  }

  /** When the last thing happened, in nanoseconds since the run began. */
  public long end() {
    long end = 1;
    for (Span span : spans) {
      end = Math.max(end, span.from() + Math.max(0, span.latency()));
    }
    for (Band band : bands) {
      end = Math.max(end, band.to());
    }
    return end;
  }

  public List<Span> spansOf(@Nullable Object key) {
    return spans.stream().filter(span -> Objects.equals(span.invoked().key(), key)).toList();
  }

  /** The key that failed, or the first that was touched; null where there is one object. */
  public @Nullable Object shownKey() {
    if (contradiction.isPresent()) {
      return contradiction.get().key();
    }
    return spans.isEmpty() ? null : spans.getFirst().invoked().key();
  }

  /** The faults that were active while a contradiction came about, one text each. */
  public List<String> faultsAround(Contradiction found) {
    List<String> active = new ArrayList<>();
    for (Band band : bands) {
      if (band.overlaps(found.from(), found.seenNanos())) {
        active.add(band.label() + " (" + seconds(band.from()) + " to " + seconds(band.to()) + ")");
      }
    }
    return active;
  }

  public static Set<Long> indices(Contradiction found) {
    Set<Long> indices = new HashSet<>();
    found.core().forEach(span -> indices.add(span.index()));
    return indices;
  }

  /** A moment of a run, to the millisecond: {@code 14.213 s}. */
  public static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
