package minos.check.special;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.ValueSteps;
import minos.check.refute.Shrinking;
import minos.check.search.Effort;
import minos.check.search.Finding;

/**
 * Finds the first event that makes a history impossible, with {@link Zones}: if a history is
 * impossible as far as an event, it is so as far as any later one.
 */
public final class ZoneJudge {
  private static final int SHRINK_MAX = 64;
  private static final int POSSIBLE_MAX = 20;

  private final Calls calls;
  private final ValueSteps values;
  private final Zones zones;

  /**
   * @param core calls that contradict each other, the refused one among them
   */
  public record Refuted(Finding.Refused refused, BitSet core) {}

  private ZoneJudge(Calls calls, ValueSteps values, Zones zones) {
    this.calls = calls;
    this.values = values;
    this.zones = zones;
  }

  /**
   * From some contradiction to the first event that is one.
   *
   * @param judged the calls that the zones are made of, with kinds
   */
  public static Refuted refuted(Layout.Judged judged, Zones zones, BitSet found, Effort effort) {
    if (!(judged.steps() instanceof ValueSteps values)) {
      throw new IllegalArgumentException("zones are made of values");
    }
    return new ZoneJudge(judged.calls(), values, zones).refuted(found, effort);
  }

  private Refuted refuted(BitSet found, Effort effort) {
    int event =
        FirstEvent.of(
            proven(found, calls.events().length - 1).getAsInt(),
            probe ->
                zones
                    .contradiction(probe)
                    .map(core -> proven(core, probe))
                    .orElse(OptionalInt.empty()));
    BitSet core = zones.contradiction(event).orElseThrow();
    int call = calls.events()[event] >> 1;
    List<String> possible =
        zones.possible(call).stream().limit(POSSIBLE_MAX).mapToObj(values::describe).toList();
    return new Refuted(new Finding.Refused(call, possible), shrunk(core, call, effort));
  }

  /** Calls that contradict each other do so by the time when all have returned. */
  private OptionalInt proven(BitSet core, int event) {
    return OptionalInt.of(FirstEvent.lastReturn(calls, core, event));
  }

  private BitSet shrunk(BitSet core, int refused, Effort effort) {
    if (core.cardinality() > SHRINK_MAX) {
      return core;
    }
    int[] members = core.stream().toArray();
    BitSet kept =
        Shrinking.core(
            calls.only(core).packed(), values, core.get(0, refused).cardinality(), effort);
    BitSet smaller = new BitSet();
    kept.stream().forEach(member -> smaller.set(members[member]));
    return smaller;
  }
}
