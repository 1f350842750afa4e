package minos.check.online;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntFunction;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.ValueCalls;
import minos.check.search.Effort;
import minos.check.special.SetElements;
import minos.check.special.Special;
import minos.check.special.Specials;
import minos.check.special.Zones;
import minos.model.Elements;
import minos.model.OneValue;

/**
 * What the algorithm made for a model says of one object so far: what has not returned may or may
 * not have happened.
 *
 * @param contradicts whether it is not explained, and never will be
 * @param observes whether some call said anything of the state
 * @param past the calls that nothing can have to do with that begins or returns from an event on
 */
record Opinion(Calls calls, boolean contradicts, boolean observes, IntFunction<BitSet> past) {

  /** Empty if there is no such algorithm, or the calls do not keep its conditions. */
  static Optional<Opinion> of(Layout layout, Effort effort) {
    return switch (layout.model()) {
      case OneValue one -> layout.values(0).flatMap(Opinion::byZones);
      case Elements set -> {
        Calls calls = layout.without(0, "contains");
        yield SetElements.of(calls).flatMap(parts -> byElements(calls, parts, effort));
      }
      default -> Specials.of(layout, 0).map(Opinion::specially);
    };
  }

  private static Optional<Opinion> byZones(ValueCalls values) {
    return Zones.of(values)
        .map(zones ->
            new Opinion(
                values.calls(), zones.contradiction().isPresent(), values.observes(), zones::past));
  }

  private static Optional<Opinion> byElements(Calls calls, SetElements parts, Effort effort) {
    SetElements.Answer answer = parts.judge(effort);
    return answer.refuted().isEmpty() && answer.unknown().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Opinion(
                calls, answer.refuted().isPresent(), parts.observes(), rank -> new BitSet()));
  }

  private static Opinion specially(Special special) {
    Calls calls = special.calls();
    return new Opinion(
        calls,
        special.clash(calls.events().length - 1).isPresent(),
        special.observes(),
        special::past);
  }
}
