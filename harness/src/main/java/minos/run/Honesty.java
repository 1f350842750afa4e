package minos.run;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minos.check.Validity;
import minos.check.Verdict;
import minos.fault.FaultKind;
import minos.fault.FaultRecord;
import minos.generate.Generator.Invocation;

/**
 * May the checkers' verdict be believed? What was asked for and did not happen is unknown, with the
 * reason; it never counts as a pass.
 */
public final class Honesty {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int NAMED_MAX = 5;

  /** Fewer operations that were ok test nothing, unless hardly more were begun. */
  private static final int OK_MIN = 10;

  private static final int SHARE_OK_MIN = 10;

  private Honesty() {}

  /** Valid, or unknown with its reasons; never invalid. */
  public static Verdict of(RunResult result) {
    List<Verdict> parts =
        List.of(
            verdict("faults", faults(result)),
            verdict("nodes", deaths(result)),
            verdict("progress", progress(result)),
            verdict("recovery", recovery(result)));
    return new Verdict(
        parts.stream().map(Verdict::validity).reduce(Validity.VALID, Validity::and),
        "run",
        parts.stream().flatMap(part -> part.reasons().stream()).toList(),
        parts);
  }

  private static Verdict verdict(String name, List<String> reasons) {
    return reasons.isEmpty()
        ? Verdict.valid(name)
        : new Verdict(Validity.UNKNOWN, name, reasons, List.of());
  }

  private static List<String> faults(RunResult result) {
    Stream<String> doubtful =
        result.faults().stream().flatMap(fault -> doubts(result, fault).stream());
    Stream<String> absent =
        result.kinds().stream()
            .filter(kind ->
                result.faults().stream()
                    .noneMatch(fault -> isOf(kind, fault) && !fault.hitNobody()))
            .map(kind ->
                "Fault "
                    + kind.name()
                    + " was asked for and never begun"
                    + (result.stopped() ? ": the run was stopped." : ": give the run more time."));
    return Stream.concat(doubtful, absent).toList();
  }

  private static List<String> deaths(RunResult result) {
    return result.deaths().stream()
        .map(death -> "No fault killed it: " + death + (death.endsWith(".") ? "" : "."))
        .toList();
  }

  private static boolean isOf(FaultKind kind, FaultRecord fault) {
    return kind.covers(fault.fault());
  }

  private static List<String> doubts(RunResult result, FaultRecord fault) {
    List<String> doubts = new ArrayList<>();
    if (fault.hitNobody()) {
      return doubts;
    }
    String because =
        fault.errors().isEmpty() ? "." : ": " + String.join("; ", fault.errors()) + ".";
    if (!fault.proven()) {
      doubts.add(named(fault) + " is not proven to have taken effect" + because);
    }
    if (!fault.healed()) {
      doubts.add(named(fault) + " is not proven to have been healed" + because);
    }
    if (fault.proven() && fault.healed() && !wasMet(result, fault)) {
      doubts.add(named(fault) + " was in force while no client had an operation open.");
    }
    return doubts;
  }

  /** One that came last may begin as late as the load ends: others of its kind were met then. */
  private static boolean wasMet(RunResult result, FaultRecord fault) {
    return fault.operations() > 0
        || result.kinds().stream()
            .filter(kind -> isOf(kind, fault))
            .anyMatch(kind ->
                result.faults().stream()
                    .anyMatch(it -> isOf(kind, it) && it.proven() && it.operations() > 0));
  }

  private static String named(FaultRecord fault) {
    return "Fault " + fault.fault() + " at " + seconds(fault.askedNanos());
  }

  private static List<String> progress(RunResult result) {
    RunResult.Counts total = result.total();
    if (total.begun() == 0) {
      return List.of("No client began any operation.");
    }
    long ok = total.ok() - result.recovery().reads();
    if (ok == 0) {
      return List.of("Of " + total.begun() + " operations none under load was ok.");
    }
    return total.begun() >= SHARE_OK_MIN * OK_MIN && ok < OK_MIN
        ? List.of(
            "Of %d operations only %d under load were ok: fewer than %d show nothing."
                .formatted(total.begun(), ok, OK_MIN))
        : stalls(result);
  }

  /**
   * Faults that left a majority, and nothing beside them to excuse it, under which nothing went.
   */
  private static List<String> stalls(RunResult result) {
    return result.faults().stream()
        .filter(fault -> fault.leavesMajority() && fault.ok() == 0 && fault.operations() >= OK_MIN)
        .filter(fault -> fault.inForceNanos() >= result.takeoverNanos())
        .filter(fault ->
            result.faults().stream().noneMatch(it -> !it.equals(fault) && it.overlaps(fault)))
        .map(fault ->
            "%s left a majority for %s, and of %d operations none was ok meanwhile."
                .formatted(named(fault), seconds(fault.inForceNanos()), fault.operations()))
        .toList();
  }

  private static List<String> recovery(RunResult result) {
    RunResult.Recovery recovery = result.recovery();
    if (recovery.reads() == 0 && recovery.missing().isEmpty()) {
      return result.faults().isEmpty()
          ? List.of()
          : List.of("Nothing was read after the faults were healed.");
    }
    if (recovery.missing().isEmpty()) {
      return List.of();
    }
    return List.of(
        "Never ok within "
            + seconds(recovery.limitNanos())
            + " after the faults were healed: the final "
            + listed(recovery.missing())
            + ".");
  }

  private static String listed(List<Invocation> reads) {
    String some = reads.stream().limit(NAMED_MAX).map(Honesty::described).collect(joining(", "));
    return reads.size() <= NAMED_MAX ? some : some + " and " + (reads.size() - NAMED_MAX) + " more";
  }

  private static String described(Invocation read) {
    return read.key() == null ? read.f() : read.f() + " of " + read.key();
  }

  private static String seconds(long nanos) {
    return String.format(java.util.Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
  }
}
