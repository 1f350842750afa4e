package minos.check.linear;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import minos.check.Counterexample;
import minos.check.Verdict;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.ValueCalls;
import minos.check.refute.Refutation;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Search;
import minos.check.special.FirstEvent;
import minos.check.special.SetElements;
import minos.check.special.Special;
import minos.check.special.Specials;
import minos.check.special.ZoneJudge;
import minos.check.special.Zones;
import minos.history.Columns;
import minos.model.Elements;
import minos.model.OneValue;

/**
 * Judges one object: by an algorithm made for what it is where the calls allow that, and by search
 * where they do not.
 *
 * @param key of the object, by number
 */
record ObjectJudge(Layout layout, int key, Effort effort, Linearizability.Manner manner) {

  /**
   * @param name of the verdict
   */
  Verdict judge(String name) {
    try {
      Optional<Verdict> verdict = manner.onlySearch() ? Optional.empty() : ofItsKind(name);
      return verdict.isPresent() ? verdict.get() : bySearch(name);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Verdict.unknown(name, "Nothing was judged: %s.".formatted(e.getMessage()));
    }
  }

  /** Empty if there is no algorithm for it, or its calls do not meet the conditions. */
  private Optional<Verdict> ofItsKind(String name) {
    if (layout.model() instanceof OneValue) {
      Optional<ValueCalls> values = layout.values(key);
      return values.isPresent() ? Optional.of(byValues(name, values.get())) : Optional.empty();
    }
    if (layout.model() instanceof Elements) {
      return SetElements.of(layout.without(key, "contains")).map(parts -> byElements(name, parts));
    }
    return Specials.of(layout, key).map(special -> specially(name, special));
  }

  private boolean mustObserve() {
    return !manner.nothingIsValid();
  }

  private static Verdict invalid(String name) {
    return Verdict.invalid(name, "No order explains it.");
  }

  private Verdict invalid(String name, Counterexample found) {
    Columns columns = layout.columns();
    return Verdict.invalid(
        name,
        found.explained(
            layout.model(), () -> layout.operations(key).mapToObj(columns::operation).toList()));
  }

  private Verdict byValues(String name, ValueCalls values) {
    if (mustObserve() && !values.observes()) {
      return nothing(name);
    }
    Optional<Zones> zones = Zones.of(values);
    return zones.isPresent() ? byZones(name, values, zones.get()) : searched(name, values.judged());
  }

  private Verdict byElements(String name, SetElements parts) {
    if (mustObserve() && !parts.observes()) {
      return nothing(name);
    }
    SetElements.Answer answer = parts.judge(effort);
    return answer
        .refuted()
        .map(found -> invalid(name, found))
        .or(() -> answer.unknown().map(why -> Verdict.unknown(name, why)))
        .orElseGet(() -> Verdict.valid(name));
  }

  private Verdict specially(String name, Special special) {
    if (mustObserve() && !special.observes()) {
      return nothing(name);
    }
    Calls calls = special.calls();
    Optional<Special.Clash> clash = special.clash(calls.events().length - 1);
    if (clash.isEmpty()) {
      return Verdict.valid(name);
    }
    if (manner.brief()) {
      return invalid(name);
    }
    int event = firstEvent(calls, special, clash.get());
    Special.Clash first = special.clash(event).orElseThrow();
    List<String> possible = List.of(Holding.after(layout.model(), calls, special.order(event - 1)));
    return invalid(
        name,
        new Counterexample(
            calls.source(calls.events()[event] >> 1), possible, first.certificate()));
  }

  /** The last return of what clashes is a good guess, but others may have to return as well. */
  private static int firstEvent(Calls calls, Special special, Special.Clash clash) {
    int end = calls.events().length - 1;
    int guess = FirstEvent.lastReturn(calls, clash.core(), end);
    return FirstEvent.of(
        special.clash(guess).isPresent() ? guess : end,
        probe -> special.clash(probe).isPresent() ? OptionalInt.of(probe) : OptionalInt.empty());
  }

  private Verdict bySearch(String name) {
    Layout.Judged judged = layout.judged(key);
    return mustObserve() && !observes(judged) ? nothing(name) : searched(name, judged);
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
    if (manner.brief()) {
      return invalid(name);
    }
    Layout.Judged judged = values.judged();
    ZoneJudge.Refuted found = ZoneJudge.refuted(judged, zones, contradiction.get(), effort);
    return invalid(name, refutation(judged, found.refused()).explain(found.core()));
  }

  private Verdict searched(String name, Layout.Judged judged) {
    return switch (Search.search(judged.calls(), judged.steps(), effort)) {
      case Finding.Explained() -> Verdict.valid(name);
      case Finding.Exhausted exhausted ->
          Verdict.unknown(name, exhausted.why(judged.calls(), effort));
      case Finding.Refused refused ->
          manner.brief()
              ? invalid(name)
              : invalid(name, refutation(judged, refused).explain(effort));
    };
  }

  private Refutation refutation(Layout.Judged judged, Finding.Refused refused) {
    Columns columns = judged.calls().columns();
    int[] failed = layout.operations(key).filter(columns::isFailed).toArray();
    return new Refutation(layout.model(), failed, judged.calls(), judged.steps(), refused);
  }
}
