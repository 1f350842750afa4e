package minos.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every fault of a run, as it goes. Lives on the run's loop. */
final class FaultLog {
  private final List<Entry> entries = new ArrayList<>();

  /** What is known so far of one fault. */
  private static final class Entry {
    private final Fault fault;
    private FaultRecord record;

    /** Clients' operations that had ended before it took effect. */
    private long endedBefore;

    /** Those among them that were ok. */
    private long okBefore;

    Entry(Fault fault, FaultRecord record) {
      this.fault = fault;
      this.record = record;
    }
  }

  /** A fault is asked for: from now on it may be in force, whatever comes of it. */
  int ask(Fault fault, long nanos) {
    FaultRecord asked =
        new FaultRecord(
            fault.label(), null, nanos, null, List.of(), null, List.of(), List.of(), 0, 0, false);
    entries.add(new Entry(fault, asked));
    return entries.size() - 1;
  }

  void applied(int number, Outcome outcome, Nemesis.Witness witness, List<String> nodes) {
    Entry entry = entries.get(number);
    FaultRecord asked = entry.record;
    entry.endedBefore = witness.ended();
    entry.okBefore = witness.ok();
    entry.record =
        new FaultRecord(
            asked.fault(),
            outcome.value(),
            asked.askedNanos(),
            outcome.isWhole() ? witness.nanos() : null,
            outcome.evidence(),
            null,
            List.of(),
            outcome.errors(),
            0,
            0,
            outcome.isWhole()
                && outcome.value() != null
                && !outcome.value().equals(List.of()) // hit nobody
                && entry.fault.leavesMajority(outcome.value(), nodes));
  }

  void healed(Fault.Family family, Outcome outcome, Nemesis.Witness witness) {
    inForce(family)
        .forEach(entry -> {
          FaultRecord was = entry.record;
          entry.record =
              new FaultRecord(
                  was.fault(),
                  was.value(),
                  was.askedNanos(),
                  was.appliedNanos(),
                  was.evidence(),
                  outcome.isWhole() ? witness.nanos() : null,
                  outcome.evidence(),
                  Stream.concat(was.errors().stream(), outcome.errors().stream())
                      .distinct()
                      .toList(),
                  was.appliedNanos() == null ? 0 : witness.begun() - entry.endedBefore,
                  was.appliedNanos() == null ? 0 : witness.ok() - entry.okBefore,
                  was.leavesMajority());
        });
  }

  List<FaultRecord> records() {
    return entries.stream().map(entry -> entry.record).toList();
  }

  /** The labels of those not yet seen to be healed. */
  List<String> inForce() {
    return entries.stream()
        .filter(entry -> !entry.record.healed())
        .map(entry -> entry.record.fault())
        .toList();
  }

  private List<Entry> inForce(Fault.Family family) {
    return entries.stream()
        .filter(entry -> entry.fault.family() == family && !entry.record.healed())
        .toList();
  }

  boolean isInForce(Fault.Family family) {
    return !inForce(family).isEmpty();
  }
}
