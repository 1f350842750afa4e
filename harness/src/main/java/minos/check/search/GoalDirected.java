package minos.check.search;

import java.util.Optional;
import java.util.TreeSet;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;

/**
 * Looks for one order, depth first: at a return that is not explained yet, first what leads to what
 * will be found next. Configurations that led nowhere are not tried again, nor any that are worse.
 *
 * <p>It gives up after a while, since it may look at far more than {@link Frontier}.
 */
final class GoalDirected {
  private static final int TRIALS_MIN = 10_000;
  private static final int TRIALS_A_CALL = 5;
  private static final int LOOK_AHEAD = 64;

  private final Calls calls;
  private final Steps steps;
  private final Effort effort;
  private final Style style;
  private final Moves moves;
  private final Open open;
  private final long[] current;
  private final Configurations seen;
  private final Branches branches;
  private final Optional<Sources> sources;
  private final Goals goals;
  private int position;
  private int furthest = -1;

  /** Whether something was left out that an explanation, or the states possible, may need. */
  private boolean cut;

  /** What is tried first. */
  enum Style {
    /** To do at its return what must return. */
    IN_TIME,
    /** To do what leads to what will be found next. */
    AS_FOUND
  }

  private GoalDirected(Calls calls, Steps steps, Effort effort, Style style, Moves moves) {
    this.calls = calls;
    this.steps = steps;
    this.effort = effort;
    this.style = style;
    this.moves = moves;
    open = moves.open();
    current = moves.initial();
    seen = moves.configurations();
    branches = new Branches(current.length);
    sources = Sources.of(calls, steps, moves);
    goals = new Goals(steps, moves);
  }

  /** Empty if it gave up. */
  static Optional<Finding> search(
      Calls calls, Steps steps, Effort effort, Style style, Reductions reductions) {
    Moves moves = new Moves(calls, steps, null, reductions);
    return new GoalDirected(calls, steps, effort, style, moves).run();
  }

  /** Empty if it found none, or gave up. */
  static Optional<int[]> order(Calls calls, Steps steps, Effort effort, Style style) {
    Moves moves = new Moves(calls, steps, new Trail(), Reductions.ALL);
    GoalDirected search = new GoalDirected(calls, steps, effort, style, moves);
    return search
        .run()
        .filter(found -> found instanceof Finding.Explained)
        .map(found -> search.moves.order(search.current));
  }

  private Optional<Finding> run() {
    long trials = Math.max(TRIALS_MIN, (long) TRIALS_A_CALL * calls.size());
    advance();
    while (position < calls.events().length) {
      if (!backtrack()) {
        return cut ? Optional.empty() : Optional.of(refused());
      }
      if (trials-- == 0 || !effort.spend() || !effort.fits(bytes())) {
        return Optional.empty();
      }
      follow(branches.next());
      advance();
    }
    return Optional.of(new Finding.Explained());
  }

  private long bytes() {
    return seen.bytes() + branches.bytes() + moves.bytes();
  }

  /**
   * Goes on to the next return at which there is a choice. A write that returns settled, and whose
   * value nobody will find, is none: in an order that has it here, nobody looks until another write
   * has come, so it may as well stand where it was settled. But if all is refused later, its value
   * may have been there, which is to be said.
   */
  private void advance() {
    for (; position < calls.events().length; position++) {
      int call = calls.events()[position] >> 1;
      if ((calls.events()[position] & 1) == 0) {
        moves.begin(call);
        continue;
      }
      moves.prepare(call);
      moves.normalize(current);
      boolean mayReturn = moves.mayReturn(current);
      boolean isLeft = mayReturn && moves.mayStillBeDone(current);
      if (!mayReturn || (isLeft && moves.isNeeded())) {
        choose(call);
        return;
      }
      cut |= isLeft;
      moves.settle(current);
      open.removeFirst();
    }
  }

  /** Notes what to try; nothing if that was tried before, or leads nowhere. */
  private void choose(int call) {
    furthest = Math.max(furthest, position);
    if (sources.isPresent() && !sources.get().suffice(current, calls.returned()[call])) {
      cut = true;
      return;
    }
    long state = current[0];
    current[0] |= (long) position << 32;
    boolean isNew = seen.add(current) >= 0;
    current[0] = state;
    if (isNew) {
      branches.push(current, position);
      int wanted = style == Style.AS_FOUND ? wanted() : found(call);
      goals.aim(wanted);
      boolean returns = moves.mayReturn(current);
      boolean returnsFirst = style == Style.AS_FOUND && !goals.leads(open.kind(0));
      if (returns && returnsFirst) {
        branches.offer(0, Branches.RETURN);
      }
      offerOpen(true);
      offerCrashed(true);
      if (returns && !returnsFirst) {
        branches.offer(0, Branches.RETURN);
      }
      offerOpen(false);
      offerCrashed(false);
    }
  }

  private int found(int call) {
    return steps instanceof ValueSteps values ? values.found(calls.kind()[call]) : ValueSteps.ANY;
  }

  /** What will be found next that is not there now; of returns that are not far. */
  private int wanted() {
    if (!(steps instanceof ValueSteps values)) {
      return ValueSteps.ANY;
    }
    int end = Math.min(calls.events().length, position + LOOK_AHEAD);
    for (int at = position; at < end; at++) {
      int call = calls.events()[at] >> 1;
      int found = values.found(calls.kind()[call]);
      if ((calls.events()[at] & 1) == 1
          && found != ValueSteps.ANY
          && found != Moves.state(current)
          && !isSettled(call)) {
        return found;
      }
    }
    return ValueSteps.ANY;
  }

  private boolean isSettled(int call) {
    return calls.invoked()[call] < calls.returned()[open.call(0)]
        && moves.isSettled(current, open.slotOfCall(call));
  }

  /**
   * @param direct only what leaves the wanted value, or all else
   */
  private void offerOpen(boolean direct) {
    for (int i = 0; i < open.size(); i++) {
      int kind = open.kind(i);
      boolean leads = goals.leads(kind) || (i == 0 && goals.isOpen());
      if (leads == direct
          && !moves.isEager(kind)
          && moves.isNext(current, i)
          && steps.step(Moves.state(current), kind) != Steps.ILLEGAL) {
        branches.offer(kind, i);
      }
    }
  }

  /** Only what is on a shortest way to the wanted value: there are very many ways otherwise. */
  private void offerCrashed(boolean direct) {
    Crashed crashed = moves.crashed();
    for (int i = 0; i < crashed.worthTrying(); i++) {
      int kind = crashed.worthTrying(i);
      if (goals.leads(kind) == direct
          && steps.step(Moves.state(current), kind) != Steps.ILLEGAL
          && moves.isNextCrashed(current, kind)) {
        if (goals.isNearer(Moves.state(current), kind)) {
          branches.offer(kind, Branches.CRASHED);
        } else {
          cut = true;
        }
      }
    }
  }

  /** Back to the last return at which something is left to try; false if there is none. */
  private boolean backtrack() {
    while (!branches.isEmpty() && !branches.hasNext()) {
      branches.pop();
    }
    if (branches.isEmpty()) {
      return false;
    }
    branches.copyTo(current);
    while (position > branches.position()) {
      int event = calls.events()[--position];
      if ((event & 1) == 1) {
        open.addFirst(event >> 1);
      } else {
        moves.unbegin(event >> 1);
      }
    }
    moves.retreat(calls.events()[position] >> 1);
    return true;
  }

  private void follow(long choice) {
    int kind = Branches.kind(choice);
    int how = Branches.how(choice);
    if (how == Branches.RETURN) {
      moves.settle(current);
      open.removeFirst();
      position++;
    } else {
      int state = steps.step(Moves.state(current), kind);
      if (how == Branches.CRASHED) {
        moves.takeCrashed(current, kind, state);
      } else {
        moves.take(current, how, state);
      }
    }
  }

  /** No order passes the last return that was ever reached. */
  private Finding refused() {
    TreeSet<Integer> states = new TreeSet<>();
    for (int entry = 0; entry < seen.end(); entry++) {
      if (seen.has(entry) && seen.tag(entry) == furthest) {
        states.add(seen.state(entry));
      }
    }
    return new Finding.Refused(
        calls.events()[furthest] >> 1,
        states.stream().limit(Frontier.POSSIBLE_MAX).map(steps::describe).toList());
  }
}
