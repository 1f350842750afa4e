package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import minos.check.Counterexample;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.ValueSteps;
import minos.check.refute.Refutation;
import minos.check.refute.Shrinking;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Search;
import minos.history.Columns;
import minos.history.Numbering;
import minos.history.Values;
import minos.model.Elements;

/**
 * Judges a set element by element: whether one is in it has nothing to do with any other, so the
 * set's calls can be explained if and only if those on each element can (Horn and Kroening, Faster
 * Linearizability Checking via P-Compositionality, 2015). An element is an object of one value with
 * two states, on which searching takes time linear in the calls but for those that are open at
 * once: there are at most seven kinds of calls on it, and calls of a kind are interchangeable.
 */
public final class SetElements {
  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  /** Each kind is what it finds and what it leaves, both of which may be nothing. */
  private static final int KINDS = 9;

  private final Calls calls;
  private final int[] kind;

  /** Twice the call, plus one if it returns; those of each element together. */
  private final int[] events;

  private final int[] starts;
  private final int[] inPart;

  private SetElements(Calls calls, int[] element, int[] kind, int elements) {
    this.calls = calls;
    this.kind = kind;
    inPart = new int[calls.size()];
    events = new int[calls.events().length];
    starts = new int[elements + 1];
    for (int event : calls.events()) {
      starts[element[event >> 1] + 1]++;
    }
    for (int i = 0; i < elements; i++) {
      starts[i + 1] += starts[i];
    }
    int[] ends = starts.clone();
    for (int event : calls.events()) {
      events[ends[element[event >> 1]]++] = event;
    }
  }

  /** Empty if some call is on more than one element, or none of a set. */
  public static Optional<SetElements> of(Calls calls) {
    Columns columns = calls.columns();
    Numbering numbers = new Numbering();
    int[] element = new int[calls.size()];
    int[] kind = new int[calls.size()];
    for (int call = 0; call < element.length; call++) {
      int op = calls.op()[call];
      if (columns.argument(op) == Values.NIL) {
        return Optional.empty();
      }
      element[call] = numbers.of(columns.argument(op));
      try {
        Optional<Integer> known = kind(calls, call);
        if (known.isEmpty()) {
          return Optional.empty();
        }
        kind[call] = known.get();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new SetElements(calls, element, kind, numbers.size()));
  }

  private static Optional<Integer> kind(Calls calls, int call) {
    Columns columns = calls.columns();
    int op = calls.op()[call];
    String f = columns.fAt(columns.f(op));
    Optional<Boolean> truth = calls.isCrashed(call) ? Optional.empty() : truth(columns, f, op);
    return switch (f) {
      case "add" -> Optional.of(changes(truth.map(added -> added ? ABSENT : PRESENT), PRESENT));
      case "remove" -> Optional.of(changes(truth.map(gone -> gone ? PRESENT : ABSENT), ABSENT));
      case "contains" -> Optional.of(kind(truth.orElse(false) ? PRESENT : ABSENT, ValueSteps.ANY));
      default -> Optional.empty();
    };
  }

  /** As {@link Elements#truth}, without an object for the commonest form. */
  private static Optional<Boolean> truth(Columns columns, String f, int op) {
    Values values = columns.values();
    int result = columns.result(op);
    if (values.first(result) == columns.argument(op)) {
      Object truth = values.get(values.second(result));
      if (truth instanceof Boolean said) {
        return Optional.of(said);
      }
    }
    Object argument = values.get(columns.argument(op));
    return argument == null ? Optional.empty() : Elements.truth(f, argument, values.get(result));
  }

  /** One that finds what it would leave does nothing. */
  private static int changes(Optional<Integer> found, int left) {
    int finds = found.orElse(ValueSteps.ANY);
    return kind(finds, finds == left ? ValueSteps.ANY : left);
  }

  private static int kind(int found, int left) {
    return 3 * (found + 1) + left + 1;
  }

  public boolean observes() {
    for (int call = 0; call < kind.length; call++) {
      if (!calls.isCrashed(call) && kind[call] / 3 - 1 != ValueSteps.ANY) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is known of the whole set: of elements that cannot be explained, the one whose call
   * returned first.
   *
   * @param refuted why not, if so; else empty
   */
  public record Answer(Optional<Counterexample> refuted, Optional<String> unknown) {}

  public Answer judge(Effort effort) {
    Optional<Counterexample> first = Optional.empty();
    Optional<String> unknown = Optional.empty();
    for (int part = 0; part + 1 < starts.length; part++) {
      Layout.Judged judged = judged(part);
      switch (Search.search(judged.calls(), judged.steps(), effort)) {
        case Finding.Explained() -> {}
        case Finding.Exhausted exhausted ->
            unknown = Optional.of(exhausted.why(judged.calls(), effort));
        case Finding.Refused refused -> {
          Counterexample found = explain(judged, refused, effort);
          if (first.isEmpty() || returned(found) < returned(first.get())) {
            first = Optional.of(found);
          }
        }
      }
    }
    return new Answer(first, unknown);
  }

  /** An order that explains all; empty if the budget ran out. Nothing is refuted. */
  public Optional<int[]> order(Effort effort) {
    List<Integer> done = new ArrayList<>();
    List<Long> moments = new ArrayList<>();
    for (int part = 0; part + 1 < starts.length; part++) {
      int[] members = members(part);
      Layout.Judged judged = judged(part);
      Optional<int[]> order = Search.order(judged.calls(), judged.steps(), effort);
      if (order.isEmpty()) {
        return Optional.empty();
      }
      long latest = 0;
      for (int member : order.get()) {
        latest = Math.max(latest, calls.invoked()[members[member]]);
        moments.add(latest << 32 | done.size());
        done.add(members[member]);
      }
    }
    return Optional.of(
        moments.stream().sorted().mapToInt(moment -> done.get((int) (long) moment)).toArray());
  }

  private int[] members(int part) {
    return Arrays.stream(events, starts[part], starts[part + 1])
        .filter(event -> (event & 1) == 0)
        .map(event -> event >> 1)
        .toArray();
  }

  private static long returned(Counterexample found) {
    return found.refused().completion().orElseThrow().index();
  }

  private Layout.Judged judged(int part) {
    int from = starts[part];
    int[] local = new int[starts[part + 1] - from];
    int[] op = new int[local.length];
    int[] kinds = new int[local.length];
    int[] invoked = new int[local.length];
    int[] returned = new int[local.length];
    int size = 0;
    for (int rank = 0; rank < local.length; rank++) {
      int call = events[from + rank] >> 1;
      boolean ends = (events[from + rank] & 1) == 1;
      if (!ends) {
        inPart[call] = size;
        op[size] = calls.op()[call];
        kinds[size] = kind[call];
        invoked[size] = rank;
        returned[size++] = Calls.NEVER;
      } else {
        returned[inPart[call]] = rank;
      }
      local[rank] = 2 * inPart[call] + (ends ? 1 : 0);
    }
    Calls some =
        new Calls(
            calls.columns(),
            Arrays.copyOf(op, size),
            Arrays.copyOf(kinds, size),
            KINDS,
            Arrays.copyOf(invoked, size),
            Arrays.copyOf(returned, size),
            local);
    return new Layout.Judged(some, steps(some));
  }

  private static ValueSteps steps(Calls part) {
    int[] found = new int[KINDS];
    int[] left = new int[KINDS];
    for (int number = 0; number < KINDS; number++) {
      found[number] = number / 3 - 1;
      left[number] = number % 3 - 1;
    }
    Columns columns = part.columns();
    Object about = columns.values().get(columns.argument(part.op()[0]));
    return new ValueSteps(
        found,
        left,
        2,
        state -> (state == PRESENT ? "a set with " : "a set without ") + about,
        ABSENT);
  }

  private static Counterexample explain(
      Layout.Judged judged, Finding.Refused refused, Effort effort) {
    BitSet core = Shrinking.core(judged.calls(), judged.steps(), refused.call(), effort);
    return new Refutation(new Elements(), new int[0], judged.calls(), judged.steps(), refused)
        .explain(core);
  }
}
