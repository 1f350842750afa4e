package minos.check.online;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import minos.check.Budget;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.linear.Linearizability;
import minos.check.search.Effort;
import minos.history.Columns;
import minos.history.ColumnsBuilder;
import minos.history.Op;
import minos.history.Operation;
import minos.model.Model;

/**
 * One object, judged by an algorithm made for its model: all that was kept of it is judged again
 * each time it has grown by a part, which takes a few times as long as judging it once. Then what
 * nothing later can have to do with is let go, as far as the algorithm knows.
 */
final class Gathered implements Following {
  /** The algorithm takes no longer than this part of what has come since the last time. */
  private static final int GROWTH_PART = 8;

  /** A beginning or an end with its numbers and its place in a list, about. */
  private static final long BYTES_AN_EVENT = 200;

  private static final long BYTES_AN_ELEMENT = 24;

  /** Until so many times the fewest, all is kept, to be given back if values come again soon. */
  private static final int FORGETTING = 4;

  private static final long CONFIGURATIONS = 200_000;
  private static final long CONFIGURATIONS_AN_EVENT = 50;
  private static final long CONFIGURATIONS_TO_SAY_WHY = 1000;

  private final Model<?> model;
  private final LongFunction<Effort> efforts;
  private final LongFunction<Budget> budgets;
  private final long memoryBytes;
  private final int eventsMin;
  private List<Op> kept = new ArrayList<>();

  /** Operations that are open, by process. */
  private final Map<Integer, Op> open = new HashMap<>();

  private long bytes;
  private int known;
  private long judged;
  private boolean observes;
  private boolean doesNotApply;
  private Optional<Violation> violation = Optional.empty();
  private Optional<String> unjudged = Optional.empty();

  /**
   * @param efforts for so many configurations
   * @param budgets likewise
   * @param memoryBytes what is kept may take so much
   * @param eventsMin fewer are not worth judging until somebody looks
   */
  Gathered(
      Model<?> model,
      LongFunction<Effort> efforts,
      LongFunction<Budget> budgets,
      long memoryBytes,
      int eventsMin) {
    this.model = model;
    this.efforts = efforts;
    this.budgets = budgets;
    this.memoryBytes = memoryBytes;
    this.eventsMin = eventsMin;
  }

  @Override
  public void take(Op op) {
    if (isOver()) {
      return;
    }
    add(op);
    if (kept.size() - known >= Math.max(eventsMin, kept.size() / GROWTH_PART)) {
      judge();
    }
    if (bytes > memoryBytes) {
      unjudged =
          Optional.of(
              "Judging while it happened ended before index %d: %,d operations had to be kept; judge the recorded history."
                  .formatted(op.index(), kept.size() / 2));
      kept = List.of();
    }
  }

  private void add(Op op) {
    kept.add(op);
    bytes += bytes(op);
    if (op.type() == Op.Type.INVOKE) {
      open.put(op.process(), op);
    } else {
      open.remove(op.process());
    }
  }

  private static long bytes(Op op) {
    return BYTES_AN_EVENT
        + (op.value() instanceof Collection<?> all ? all.size() * BYTES_AN_ELEMENT : 0);
  }

  @Override
  public void look() {
    if (!isOver() && kept.size() - known > kept.size() / GROWTH_PART) {
      judge();
    }
  }

  @Override
  public void close() {
    if (!isOver()) {
      judge();
      judged += kept.size();
      kept = doesNotApply ? kept : List.of();
    }
  }

  /** All that was taken, if the algorithm does not apply to it. */
  Optional<List<Op>> givenBack() {
    return doesNotApply ? Optional.of(kept) : Optional.empty();
  }

  private boolean isOver() {
    return violation.isPresent() || unjudged.isPresent() || doesNotApply;
  }

  private void judge() {
    known = kept.size();
    Columns columns = columns();
    Layout layout = new Layout(model, columns);
    Optional<Opinion> opinion = opinion(layout);
    if (opinion.isEmpty()) {
      doesNotApply = judged == 0;
      unjudged =
          judged == 0
              ? Optional.empty()
              : Optional.of(
                  "Judging while it happened ended before index %d, since a value came again; judge the recorded history."
                      .formatted(kept.getLast().index()));
    } else if (opinion.get().contradicts()) {
      violation = Optional.of(violation(columns));
      kept = List.of();
    } else {
      observes |= opinion.get().observes();
      if (kept.size() >= FORGETTING * eventsMin) {
        forget(columns, opinion.get());
      }
      known = kept.size();
    }
  }

  private Optional<Opinion> opinion(Layout layout) {
    try {
      return Opinion.of(
          layout, efforts.apply(CONFIGURATIONS + CONFIGURATIONS_AN_EVENT * kept.size()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Columns columns() {
    ColumnsBuilder builder = new ColumnsBuilder(2 + kept.size());
    for (Op op : kept) {
      Optional<String> objection = builder.add(op);
      if (objection.isPresent()) {
        throw new IllegalArgumentException(objection.get());
      }
    }
    return builder.columns();
  }

  /** What failed, or may have read something and never returned, asserts nothing. */
  private void forget(Columns columns, Opinion opinion) {
    Calls calls = opinion.calls();
    long hanging = open.values().stream().mapToLong(Op::index).min().orElse(Long.MAX_VALUE);
    int undecided = 0;
    while (undecided < kept.size() && kept.get(undecided).index() < hanging) {
      undecided++;
    }
    int rank = 0;
    while (rank < calls.events().length && event(columns, calls, rank) < undecided) {
      rank++;
    }
    BitSet past = opinion.past().apply(rank);
    if (past.isEmpty()) {
      return;
    }
    BitSet stays = new BitSet();
    for (int call = 0; call < calls.size(); call++) {
      if (!past.get(call)) {
        stays.set(calls.op()[call]);
      }
    }
    List<Op> rest = new ArrayList<>();
    for (int at = 0; at < kept.size(); at++) {
      int operation = columns.event(at) >> 1;
      if (stays.get(operation) || columns.outcome(operation) == Columns.OPEN) {
        rest.add(kept.get(at));
      } else {
        bytes -= bytes(kept.get(at));
      }
    }
    judged += kept.size() - rest.size();
    kept = rest;
  }

  private static int event(Columns columns, Calls calls, int rank) {
    int event = calls.events()[rank];
    int operation = calls.op()[event >> 1];
    return (event & 1) == 1 ? columns.completed(operation) : columns.invoked(operation);
  }

  /** Where there is no time to say which operation is the first, the last one that returned. */
  private Violation violation(Columns columns) {
    long configurations = CONFIGURATIONS + CONFIGURATIONS_TO_SAY_WHY * kept.size();
    return Linearizability.ofRecorded(model)
        .check(columns, budgets.apply(configurations))
        .parts()
        .getFirst()
        .counterexample()
        .map(found -> new Violation(found.refused(), found.possible(), 0))
        .orElseGet(() -> new Violation(lastDone(columns), List.of(), 0));
  }

  private static Operation lastDone(Columns columns) {
    int event = columns.events() - 1;
    while (columns.completed(columns.event(event) >> 1) != event
        || !columns.isOk(columns.event(event) >> 1)) {
      event--;
    }
    return columns.operation(columns.event(event) >> 1);
  }

  @Override
  public boolean isIdle() {
    return isOver() || known == kept.size();
  }

  @Override
  public Optional<Violation> violation() {
    return violation;
  }

  @Override
  public Optional<String> unjudged() {
    return unjudged;
  }

  @Override
  public boolean observes() {
    return observes;
  }

  @Override
  public long judged() {
    return judged;
  }
}
