package minos.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;

/**
 * Faults that were chosen before the run: which, when, and whom they hit. {@code faults.json} of an
 * earlier run is one.
 *
 * @param source where it came from, as the user named it
 * @param entries at least one
 */
public record FaultScript(String source, List<Entry> entries) {
  public FaultScript {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("there is no fault in it: ask for --faults none");
    }
    entries = List.copyOf(entries);
  }

  /**
   * One fault; times are nanoseconds since the run began.
   *
   * @param fault chosen already, or one that chooses when it begins, such as who leads then
   * @param end when it is to be healed; empty for the end of the run
   */
  public record Entry(Fault fault, long begin, OptionalLong end) {
    public Entry {
      if (begin < 0 || (end.isPresent() && end.getAsLong() < begin)) {
        throw new IllegalArgumentException(
            "a fault cannot last from %d ns to %d ns".formatted(begin, end.orElse(begin)));
      }
    }

    /** So many times later, and longer. */
    public Entry slower(int times) {
      return new Entry(
          fault, times * begin, end.isPresent() ? OptionalLong.of(times * end.getAsLong()) : end);
    }

    /** A fault that was, as it was chosen; empty if it never took effect. */
    public static Optional<Entry> of(FaultRecord fault) {
      Object value = fault.value();
      Long healed = fault.healedNanos();
      return fault.appliedNanos() == null || value == null
          ? Optional.empty()
          : Fault.labelled(fault.fault())
              .map(as ->
                  new Entry(
                      new Fault.Chosen(as, value),
                      fault.askedNanos(),
                      healed == null ? OptionalLong.empty() : OptionalLong.of(healed)));
    }
  }

  /** Each kind of fault in it, once. */
  public List<FaultKind> kinds() {
    return entries.stream()
        .map(entry -> entry.fault() instanceof Fault.Chosen chosen ? chosen.as() : entry.fault())
        .distinct()
        .map(fault -> new FaultKind(fault.label(), List.of(fault)))
        .toList();
  }

  /** Their labels, each once. */
  public List<String> labels() {
    return kinds().stream().map(FaultKind::name).toList();
  }

  /** What the nemesis is to do. */
  public Generator generator() {
    List<Timed> all = new ArrayList<>();
    for (Entry entry : entries) {
      all.add(new Timed(entry.begin(), entry.fault().asking()));
      entry.end().ifPresent(end -> all.add(new Timed(end, entry.fault().family().healing())));
    }
    all.sort(Comparator.comparingLong(Timed::nanos)); // stable: begins before it ends
    return Generators.sequence(
        all.stream()
            .map(timed -> Generators.from(timed.nanos, Generators.once(timed.invocation)))
            .toArray(Generator[]::new));
  }

  private record Timed(long nanos, Invocation invocation) {}
}
