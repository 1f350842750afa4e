package minos.check.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import minos.check.calls.Calls;
import minos.check.calls.Steps;

/**
 * All configurations that the calls so far can have led to, event by event: finds the first event
 * that no order explains.
 */
final class Frontier {
  static final int POSSIBLE_MAX = 20;

  private final Calls calls;
  private final Steps steps;
  private final Effort effort;
  private final Moves moves;
  private final long[] current;
  private final long[] successor;
  private final Configurations seen;
  private final List<ArrayDeque<Integer>> toTry = new ArrayList<>();
  private Configurations frontier;
  private Configurations next;

  /** How many configurations it may still look at. */
  private long left = Long.MAX_VALUE;

  private Frontier(Calls calls, Steps steps, Effort effort, Moves moves) {
    this.calls = calls;
    this.steps = steps;
    this.effort = effort;
    this.moves = moves;
    current = moves.initial();
    successor = new long[current.length];
    seen = moves.configurations();
    frontier = moves.configurations();
    next = moves.configurations();
  }

  static Finding search(Calls calls, Steps steps, Effort effort, Reductions reductions) {
    return new Frontier(calls, steps, effort, new Moves(calls, steps, null, reductions)).run();
  }

  /** Empty if it takes more than a few configurations. */
  static Optional<Finding> glance(
      Calls calls, Steps steps, Effort effort, Reductions reductions, long most) {
    Frontier search = new Frontier(calls, steps, effort, new Moves(calls, steps, null, reductions));
    search.left = most;
    Finding found = search.run();
    return found instanceof Finding.Exhausted ? Optional.empty() : Optional.of(found);
  }

  /** Empty if no order explains all, or the budget ran out. */
  static Optional<int[]> order(Calls calls, Steps steps, Effort effort) {
    Frontier search =
        new Frontier(calls, steps, effort, new Moves(calls, steps, new Trail(), Reductions.ALL));
    if (!(search.run() instanceof Finding.Explained)) {
      return Optional.empty();
    }
    int entry = 0;
    while (!search.frontier.has(entry)) {
      entry++;
    }
    search.frontier.copyTo(entry, search.current);
    return Optional.of(search.moves.order(search.current));
  }

  /**
   * @param starts configurations that may be there before the first event
   */
  static Passage onward(Calls calls, Steps steps, Effort effort, List<Standing> starts) {
    Moves moves = new Moves(calls, steps, null, Reductions.ALL, true);
    Frontier search = new Frontier(calls, steps, effort, moves);
    for (Standing start : starts) {
      search.frontier.add(moves.at(start));
    }
    Finding finding = search.follow();
    List<Standing> ends = new ArrayList<>();
    for (int entry = 0; entry < search.frontier.end(); entry++) {
      if (search.frontier.has(entry)) {
        search.frontier.copyTo(entry, search.current);
        ends.add(moves.standing(search.current));
      }
    }
    return new Passage(finding, ends);
  }

  private Finding run() {
    frontier.add(current);
    return follow();
  }

  private Finding follow() {
    int returned = 0;
    for (int event : calls.events()) {
      int call = event >> 1;
      if ((event & 1) == 0) {
        moves.begin(call);
        continue;
      }
      if (!judgeReturn(call)) {
        return new Finding.Exhausted(call, returned);
      }
      if (frontier.size() == 0) {
        return new Finding.Refused(call, possibleStates());
      }
      returned++;
    }
    return new Finding.Explained();
  }

  /** Leaves in the frontier what the call's return leaves possible; false if the budget ran out. */
  private boolean judgeReturn(int call) {
    moves.prepare(call);
    next.clear();
    seen.clear();
    for (int entry = 0; entry < frontier.end(); entry++) {
      if (frontier.has(entry)) {
        frontier.copyTo(entry, current);
        moves.normalize(current);
        reach(current, moves.mayReturn(current));
        if (!spend()) {
          return false;
        }
      }
    }
    if (!tryAll()) {
      return false;
    }
    moves.open().removeFirst();
    Configurations spare = frontier;
    frontier = next;
    next = spare;
    return true;
  }

  /** Those that have used fewest go first: they dominate others. */
  private boolean tryAll() {
    for (int used = 0; used < toTry.size(); used++) {
      ArrayDeque<Integer> level = toTry.get(used);
      for (Integer entry = level.pollLast(); entry != null; entry = level.pollLast()) {
        if (seen.has(entry)) {
          seen.copyTo(entry, current);
          advanceByOpenCalls();
          advanceByCrashedCalls();
          if (!spend() || !effort.fits(bytes())) {
            toTry.clear();
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean spend() {
    return left-- > 0 && effort.spend();
  }

  private long bytes() {
    return seen.bytes() + next.bytes() + frontier.bytes() + moves.bytes();
  }

  private void advanceByOpenCalls() {
    Open open = moves.open();
    for (int i = 0; i < open.size(); i++) {
      int kind = open.kind(i);
      if (!moves.isEager(kind) && moves.isNext(current, i)) {
        int state = steps.step(Moves.state(current), kind);
        if (state != Steps.ILLEGAL) {
          System.arraycopy(current, 0, successor, 0, current.length);
          moves.take(successor, i, state);
          reach(successor, i == 0 || settles());
        }
      }
    }
  }

  /** Whether the call that must return may do so, which it could not before the call was done. */
  private boolean settles() {
    return moves.mayReturn(successor) && !moves.mayReturn(current);
  }

  private void advanceByCrashedCalls() {
    for (int i = 0; i < moves.crashed().worthTrying(); i++) {
      int kind = moves.crashed().worthTrying(i);
      int state = steps.step(Moves.state(current), kind);
      if (state != Steps.ILLEGAL && moves.isNextCrashed(current, kind)) {
        System.arraycopy(current, 0, successor, 0, current.length);
        moves.takeCrashed(successor, kind, state);
        reach(successor, settles());
      }
    }
  }

  /**
   * The call may return, or there is more to try.
   *
   * @param isReady whether it may return now, and could not with less
   */
  private void reach(long[] configuration, boolean isReady) {
    boolean more = !moves.mayReturn(configuration) || moves.mayStillBeDone(configuration);
    int entry = more ? seen.add(configuration) : -1;
    if (entry >= 0) {
      int used = moves.useCount(configuration);
      while (toTry.size() <= used) {
        toTry.add(new ArrayDeque<>());
      }
      toTry.get(used).addLast(entry);
    }
    if (isReady) {
      moves.settle(configuration);
      next.add(configuration);
    }
  }

  private List<String> possibleStates() {
    TreeSet<Integer> states = new TreeSet<>();
    for (int entry = 0; entry < seen.end(); entry++) {
      if (seen.has(entry)) {
        states.add(seen.state(entry));
      }
    }
    return states.stream().limit(POSSIBLE_MAX).map(steps::describe).toList();
  }
}
