package minos.check.online;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import minos.check.search.Effort;
import minos.history.Op;
import minos.model.Call;
import minos.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * One object, judged while more happens to it.
 *
 * <p>Its history is cut into parts: where nothing is open on it, or, if that does not come soon, at
 * the beginning of the first operation of which nobody knows yet how it ends. A part is judged from
 * where the object may stand before it, and then let go; what stays is where the object may stand
 * after it, and operations of unknown outcome that may still take effect. Nothing is lost by that:
 * where it may stand is all that an earlier event can mean for a later one.
 */
final class InParts<S> implements Following {
  /** Shorter parts are not worth the overhead. */
  private static final int EVENTS_MIN = 48;

  /** Where nothing is open: longer parts have to be cut elsewhere. */
  private static final int EVENTS_MAX = 1024;

  /** Configurations for each event; what a part does not need is left to harder ones. */
  private static final long CONFIGURATIONS_AN_EVENT = 200;

  private static final long ALLOWANCE_MAX = 800_000;

  private final Model<S> model;
  private final LongFunction<Effort> efforts;
  private final Doubtful doubtful;
  private final List<Stand<S>> stands = new ArrayList<>();

  /** Invocations of operations that are open at the last cut, and are ok later. */
  private final List<Op> open = new ArrayList<>();

  /** Since the last cut. */
  private List<Op> events = new ArrayList<>();

  /** Configurations that may still be looked at. */
  private long allowance = ALLOWANCE_MAX / 4;

  private int undecided;
  private int limit = EVENTS_MAX;

  /** How many events were judged as if nothing came after them. */
  private int foreseen;

  private long judged;
  private boolean observes;
  private Optional<Violation> violation = Optional.empty();
  private Optional<String> unjudged = Optional.empty();

  /**
   * @param efforts for so many configurations
   */
  InParts(Model<S> model, LongFunction<Effort> efforts) {
    this.model = model;
    this.efforts = efforts;
    doubtful = new Doubtful(model);
    stands.add(Stand.still(model.initial()));
  }

  @Override
  public void take(Op op) {
    if (isOver()) {
      return;
    }
    events.add(op);
    undecided += op.type() == Op.Type.INVOKE ? 1 : -1;
    if (undecided == 0 && events.size() >= EVENTS_MIN) {
      judge(events.size());
    } else if (events.size() >= limit) {
      judgeDecided();
    }
  }

  @Override
  public void look() {
    if (isOver() || events.isEmpty()) {
      return;
    }
    if (undecided == 0) {
      judge(events.size());
      return;
    }
    judgeDecided();
    if (!isOver() && events.size() > foreseen && events.size() < EVENTS_MAX) {
      foreseen = events.size();
      // As if nothing came after this: what contradicts now always will.
      see(judged(events.size()));
    }
  }

  @Override
  public void close() {
    if (!isOver() && !events.isEmpty()) {
      Outcome<S> outcome = judged(events.size());
      see(outcome);
      if (outcome instanceof Outcome.Passed<S> passed) {
        observes |= passed.observes();
        judged += events.size();
      }
      events = List.of();
    }
  }

  /** All that was taken, if nothing of it was let go yet. */
  Optional<List<Op>> uncut() {
    return judged == 0 && !isOver() ? Optional.of(events) : Optional.empty();
  }

  private boolean isOver() {
    return violation.isPresent() || unjudged.isPresent();
  }

  @Override
  public boolean isIdle() {
    return isOver() || events.isEmpty();
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

  /**
   * As far as the first operation of which nobody knows yet how it ends; or to a moment not long
   * before that at which nothing was open, where it is easier.
   */
  private void judgeDecided() {
    Map<Integer, Integer> begun = new LinkedHashMap<>();
    Set<Integer> carried = new HashSet<>(open.stream().map(Op::process).toList());
    int still = 0;
    for (int at = 0; at < events.size(); at++) {
      Op op = events.get(at);
      if (op.type() == Op.Type.INVOKE) {
        still = begun.isEmpty() && carried.isEmpty() ? at : still;
        begun.put(op.process(), at);
      } else if (begun.remove(op.process()) == null) {
        carried.remove(op.process());
      }
    }
    int decided = begun.isEmpty() ? events.size() : begun.values().iterator().next();
    int length = 2 * still >= decided ? still : decided;
    if (length > 0) {
      judge(length);
      foreseen = 0;
    }
    limit = Math.max(EVENTS_MAX, 2 * events.size());
  }

  private void judge(int length) {
    Outcome<S> outcome = judged(length);
    see(outcome);
    if (outcome instanceof Outcome.Passed<S> passed) {
      observes |= passed.observes();
      stands.clear();
      stands.addAll(passed.ends());
      cut(length, passed.spent());
    } else {
      events = List.of();
    }
  }

  private Outcome<S> judged(int length) {
    try {
      return judgedAsKnown(length);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Outcome.Unjudged<>("Nothing more was judged: %s.".formatted(e.getMessage()));
    }
  }

  private Outcome<S> judgedAsKnown(int length) {
    Effort effort = efforts.apply(allowance);
    Outcome<S> outcome = part(length).judge(stands, effort);
    allowance =
        Math.min(
            ALLOWANCE_MAX, allowance - effort.configurations() + CONFIGURATIONS_AN_EVENT * length);
    return outcome;
  }

  private void see(Outcome<S> outcome) {
    switch (outcome) {
      case Outcome.Passed<S> passed -> {}
      case Outcome.Refused<S>(Violation found) -> violation = Optional.of(found);
      case Outcome.Unjudged<S>(String why) -> unjudged = Optional.of(why);
    }
  }

  private Part<S> part(int length) {
    Set<Long> ambiguous = new HashSet<>();
    stands.forEach(stand -> ambiguous.addAll(stand.used()));
    ambiguous.retainAll(doubtful.indices());
    Collection<Op> needed =
        doubtful.indices().isEmpty() ? List.of() : doubtful.needed(calls(), ambiguous);
    List<Op> before = new ArrayList<>(needed);
    before.addAll(open);
    before.sort(Comparator.comparingLong(Op::index));
    return new Part<>(model, before, events, length);
  }

  /** What is asked of the object since the last cut. */
  private List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Map<Integer, Op> begun = new HashMap<>();
    open.forEach(op -> begun.put(op.process(), op));
    for (Op op : events) {
      if (op.type() == Op.Type.INVOKE) {
        begun.put(op.process(), op);
        continue;
      }
      Op invocation = begun.remove(op.process());
      if (invocation != null && op.type() == Op.Type.OK) {
        calls.add(new Call(op.f(), invocation.value(), true, op.value()));
      } else if (invocation != null && op.type() == Op.Type.INFO) {
        begun.put(op.process(), invocation);
      }
    }
    begun.values().forEach(op -> calls.add(new Call(op.f(), op.value(), false, null)));
    return calls;
  }

  /**
   * Lets go of what was judged.
   *
   * @param spent operations of unknown outcome that took effect
   */
  private void cut(int length, Set<Long> spent) {
    Map<Integer, Op> begun = new HashMap<>();
    open.forEach(op -> begun.put(op.process(), op));
    for (Op op : events.subList(0, length)) {
      if (op.type() == Op.Type.INVOKE) {
        begun.put(op.process(), op);
      } else {
        end(op, begun.remove(op.process()));
      }
    }
    List<Op> rest = new ArrayList<>();
    open.clear();
    for (Op op : events.subList(length, events.size())) {
      Op invocation = op.type() == Op.Type.INVOKE ? null : begun.remove(op.process());
      end(op, invocation);
      if (invocation == null || op.type() == Op.Type.OK) {
        rest.add(op);
      }
      if (invocation != null && op.type() == Op.Type.OK) {
        open.add(invocation);
      }
    }
    judged += events.size() - rest.size();
    events = rest;
    spent.forEach(doubtful::remove);
  }

  private void end(Op op, @Nullable Op invocation) {
    if (invocation != null && op.type() == Op.Type.INFO) {
      doubtful.add(invocation);
    }
  }
}
