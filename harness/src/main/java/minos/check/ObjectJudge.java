package minos.check;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.Columns;
import minos.history.Operation;

/**
 * Judges one object: by an algorithm made for what it is where the calls allow that, and by search
 * where they do not.
 *
 * @param key of the object, by number
 * @param mustObserve whether it is unknown if no call says anything of the state
 */
record ObjectJudge(Layout layout, int key, Effort effort, boolean mustObserve) {

  /**
   * @param name of the verdict
   */
  Verdict judge(String name) {
    Optional<ValueCalls> values = layout.values(key);
    if (values.isPresent()) {
      if (mustObserve && !values.get().observes()) {
        return nothing(name);
      }
      Optional<Zones> zones = Zones.of(values.get());
      return zones.isPresent()
          ? byZones(name, values.get(), zones.get())
          : searched(name, values.get().judged());
    }
    Layout.Judged judged;
    try {
      judged = layout.judged(key);
    } catch (IllegalArgumentException e) {
      return Verdict.unknown(name, "Nothing was judged: %s.".formatted(e.getMessage()));
    }
    return mustObserve && !observes(judged) ? nothing(name) : searched(name, judged);
  }

  private static Verdict nothing(String name) {
    return Verdict.unknown(
        name, "Nothing was judged: no operation completed that says anything of the state.");
  }

  private static boolean observes(Layout.Judged judged) {
    Calls calls = judged.calls();
    return IntStream.range(0, calls.size())
        .anyMatch(call -> !calls.isCrashed(call) && judged.steps().observes(calls.kind()[call]));
  }

  private Verdict byZones(String name, ValueCalls values, Zones zones) {
    Optional<BitSet> contradiction = zones.contradiction();
    if (contradiction.isEmpty()) {
      return Verdict.valid(name);
    }
    Layout.Judged judged = values.judged();
    ZoneJudge.Refuted found = ZoneJudge.refuted(judged, zones, contradiction.get(), effort);
    return Verdict.invalid(name, refutation(judged, found.refused()).explain(found.core()));
  }

  private Verdict searched(String name, Layout.Judged judged) {
    return switch (Search.search(judged.calls(), judged.steps(), effort)) {
      case Finding.Explained() -> Verdict.valid(name);
      case Finding.Exhausted exhausted ->
          Verdict.unknown(name, whyUnknown(judged.calls(), exhausted));
      case Finding.Refused refused ->
          Verdict.invalid(name, refutation(judged, refused).explain(effort));
    };
  }

  private Refutation refutation(Layout.Judged judged, Finding.Refused refused) {
    Columns columns = judged.calls().columns();
    int[] failed = layout.operations(key).filter(columns::isFailed).toArray();
    return new Refutation(failed, judged.calls(), judged.steps(), refused);
  }

  private String whyUnknown(Calls calls, Finding.Exhausted exhausted) {
    Operation operation = calls.source(exhausted.call());
    return ("%s, or test with values that are written only once, or with fewer operations on one"
            + " key. Judged up to index %d (%s by process %d): %,d of %,d operations had completed"
            + " without contradiction, %,d configurations were looked at.")
        .formatted(
            effort.whyStopped(),
            operation.completion().orElseThrow().index(),
            operation.f(),
            operation.process(),
            exhausted.returned(),
            calls.size(),
            effort.configurations());
  }
}
