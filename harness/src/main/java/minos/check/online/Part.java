package minos.check.online;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.Resumed;
import minos.check.calls.ValueCalls;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Passage;
import minos.check.search.Search;
import minos.check.search.Standing;
import minos.check.special.Zones;
import minos.history.Columns;
import minos.history.ColumnsBuilder;
import minos.history.Op;
import minos.model.Model;
import minos.model.OneValue;

/** Part of an object's history, from one cut to the next. */
final class Part<S> {
  /** For each start the zones are made again: with more, a search that follows all is as fast. */
  private static final int STARTS_BY_ZONES_MAX = 4;

  private final Model<S> model;
  private final Columns columns;

  /** The index of the invocation of each operation of the columns. */
  private final List<Long> indices = new ArrayList<>();

  /** The event of the columns at which it ends. */
  private final int end;

  /**
   * @param before invocations of operations that began before it and matter, in order
   * @param events since the cut
   * @param length how many of them belong to it; what follows tells only how those operations end
   *     that are open there
   */
  Part(Model<S> model, List<Op> before, List<Op> events, int length) {
    this.model = model;
    ColumnsBuilder builder = new ColumnsBuilder(2 + before.size() + events.size());
    Set<Integer> open = new HashSet<>();
    before.forEach(op -> add(builder, op, open));
    events.subList(0, length).forEach(op -> add(builder, op, open));
    end = before.size() + length;
    for (Op op : events.subList(length, events.size())) {
      if (op.type() != Op.Type.INVOKE && open.contains(op.process())) {
        add(builder, op, open);
      }
    }
    columns = builder.columns();
  }

  private void add(ColumnsBuilder builder, Op op, Set<Integer> open) {
    Optional<String> objection = builder.add(op);
    if (objection.isPresent()) {
      throw new IllegalArgumentException(objection.get());
    }
    if (op.type() == Op.Type.INVOKE) {
      indices.add(op.index());
      open.add(op.process());
    } else {
      open.remove(op.process());
    }
  }

  /**
   * @param starts where the object may stand before it
   * @throws IllegalArgumentException if the model does not know some operation
   */
  Outcome<S> judge(List<Stand<S>> starts, Effort effort) {
    return byZones(starts).orElseGet(() -> bySearch(starts, effort));
  }

  /**
   * In linear time, if values are written once and nothing is open at either end. Empty if that is
   * not so, and also if it is not explained: a search then finds the first event that is not.
   */
  private Optional<Outcome<S>> byZones(List<Stand<S>> starts) {
    boolean isSimple =
        end == columns.events()
            && starts.size() <= STARTS_BY_ZONES_MAX
            && starts.stream().allMatch(at -> at.settled().isEmpty() && at.used().isEmpty());
    if (!isSimple || !(model instanceof OneValue values)) {
      return Optional.empty();
    }
    Set<Stand<S>> ends = new LinkedHashSet<>();
    boolean observes = false;
    for (Stand<S> start : starts) {
      Object value = start.state() instanceof Optional<?> held ? held.orElse(null) : null;
      Optional<ValueCalls> calls = new Layout(values.startingWith(value), columns).values(0);
      Optional<Zones> zones = calls.flatMap(Zones::of);
      if (zones.isEmpty()) {
        return Optional.empty();
      }
      if (zones.get().contradiction().isEmpty()) {
        ValueCalls explained = calls.get();
        observes |= explained.observes();
        Set<Long> used = indices(explained.calls(), zones.get().proven());
        for (int last : zones.get().last().stream().toArray()) {
          ends.add(new Stand<>(state(explained, last, start), Set.of(), used));
        }
      }
    }
    return ends.isEmpty() ? Optional.empty() : Optional.of(passed(ends, observes));
  }

  /** Where there is a model of one value, states are values, or empty. */
  @SuppressWarnings("unchecked")
  private S state(ValueCalls calls, int value, Stand<S> start) {
    return value == calls.initial()
        ? start.state()
        : (S) Optional.ofNullable(columns.values().get(calls.valueOf()[value]));
  }

  private Outcome<S> bySearch(List<Stand<S>> starts, Effort effort) {
    List<S> states = starts.stream().map(Stand::state).distinct().toList();
    Resumed<S> resumed = new Layout(model, columns).resumed(model, 0, states);
    Calls calls = resumed.calls().asFarAs(end);
    Map<Long, Integer> callOf = new HashMap<>();
    for (int call = 0; call < calls.size(); call++) {
      callOf.put(indices.get(calls.op()[call]), call);
    }
    List<Standing> from =
        starts.stream()
            .map(at ->
                new Standing(
                    resumed.starts().get(states.indexOf(at.state())),
                    calls(callOf, at.settled()),
                    calls(callOf, at.used())))
            .toList();
    Passage passage = Search.onward(calls, resumed.steps(), effort, from);
    return switch (passage.finding()) {
      case Finding.Explained() -> {
        Set<Stand<S>> ends = new LinkedHashSet<>();
        for (Standing at : passage.ends()) {
          S state = resumed.states().state(at.state());
          ends.add(new Stand<>(state, indices(calls, at.settled()), indices(calls, at.used())));
        }
        yield passed(ends, observes(resumed));
      }
      case Finding.Refused refused ->
          new Outcome.Refused<>(new Violation(calls.source(refused.call()), refused.possible(), 0));
      case Finding.Exhausted exhausted ->
          new Outcome.Unjudged<>(
              "Judging while it happened ended before index %d, after %,d configurations of a few operations; judge the recorded history."
                  .formatted(
                      calls.source(exhausted.call()).completion().orElseThrow().index(),
                      effort.configurations()));
    };
  }

  private static boolean observes(Resumed<?> resumed) {
    Calls calls = resumed.calls();
    for (int call = 0; call < calls.size(); call++) {
      if (!calls.isCrashed(call) && resumed.steps().observes(calls.kind()[call])) {
        return true;
      }
    }
    return false;
  }

  /** What all agree to have used up need not be remembered. */
  private Outcome<S> passed(Set<Stand<S>> ends, boolean observes) {
    Set<Long> spent = new HashSet<>(ends.iterator().next().used());
    ends.forEach(at -> spent.retainAll(at.used()));
    spent.removeIf(index -> columns.isOk(Collections.binarySearch(indices, index)));
    List<Stand<S>> stands =
        ends.stream()
            .map(at -> new Stand<>(at.state(), at.settled(), without(at.used(), spent)))
            .distinct()
            .toList();
    return new Outcome.Passed<>(stands, spent, observes);
  }

  private static Set<Long> without(Set<Long> all, Set<Long> some) {
    return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
  }

  private Set<Long> indices(Calls calls, BitSet some) {
    return some.stream()
        .mapToObj(call -> indices.get(calls.op()[call]))
        .collect(Collectors.toSet());
  }

  private static BitSet calls(Map<Long, Integer> callOf, Set<Long> indices) {
    BitSet calls = new BitSet();
    for (Long index : indices) {
      Integer call = callOf.get(index);
      if (call == null) {
        throw new IllegalStateException("the operation begun at " + index + " was left out");
      }
      calls.set(call);
    }
    return calls;
  }
}
