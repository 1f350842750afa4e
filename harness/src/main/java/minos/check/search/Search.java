package minos.check.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import org.jspecify.annotations.Nullable;

/**
 * Is there an order of the calls on one object that the model allows and real time allows?
 *
 * <p>Event by event it keeps all configurations that the calls so far can have led to. Whatever has
 * returned is done, whatever is not invoked is not, so a configuration names only open calls. Calls
 * are put in order just in time: when one must return, by trying the sequences of open calls that
 * end with it (Lowe, Testing for Linearizability, 2017). What keeps the set small, and why none of
 * it changes the answer:
 *
 * <ul>
 *   <li>A call that only reads is done as soon as it is legal: wherever else it stands in an order,
 *       it can be moved here.
 *   <li>Calls of one kind are interchangeable: the one that returns first goes first.
 *   <li>Having used fewer calls of unknown outcome is better, see {@link Configurations}; such
 *       calls that nobody needs are not tried, see {@link Crashed}.
 * </ul>
 */
public final class Search {
  private static final int POSSIBLE_MAX = 20;

  private final Calls calls;
  private final Steps steps;
  private final Effort effort;
  private final Open open;
  private final Crashed crashed;
  private final @Nullable Trail trail;
  private final int usedBase;
  private final int noteBase;
  private final long[] current;
  private final long[] successor;
  private final Configurations seen;
  private final List<ArrayDeque<Integer>> toTry = new ArrayList<>();
  private Configurations frontier;
  private Configurations next;

  private Search(Calls calls, Steps steps, Effort effort, @Nullable Trail trail) {
    this.calls = calls;
    this.trail = trail;
    this.steps = steps;
    this.effort = effort;
    open = new Open(calls);
    crashed = new Crashed(calls, steps);
    usedBase = 1 + open.words();
    noteBase = usedBase + crashed.words();
    int notes = trail == null ? 0 : 1;
    current = new long[noteBase + notes];
    successor = new long[current.length];
    seen = new Configurations(open.words(), crashed.words(), notes);
    frontier = new Configurations(open.words(), crashed.words(), notes);
    next = new Configurations(open.words(), crashed.words(), notes);
  }

  public static Finding search(Calls calls, Steps steps, Effort effort) {
    return new Search(calls, steps, effort, null).run();
  }

  /**
   * An order of the calls that explains all, by number; empty if there is none, or the budget ran
   * out. Calls of unknown outcome that explain nothing are not in it.
   */
  public static Optional<int[]> order(Calls calls, Steps steps, Effort effort) {
    Trail trail = new Trail();
    Search search = new Search(calls, steps, effort, trail);
    return search.run() instanceof Finding.Explained
        ? Optional.of(trail.order(search.anyNote()))
        : Optional.empty();
  }

  private long anyNote() {
    for (int entry = 0; entry < frontier.end(); entry++) {
      if (frontier.has(entry)) {
        frontier.copyTo(entry, current);
        return current[noteBase];
      }
    }
    throw new IllegalStateException("what is explained has no configuration");
  }

  /** Keeps in mind that a call was put in order next. */
  private void note(long[] configuration, int call) {
    if (trail != null) {
      configuration[noteBase] = trail.after(configuration[noteBase], call);
    }
  }

  private Finding run() {
    current[0] = steps.initial();
    frontier.add(current);
    int returned = 0;
    for (int event : calls.events()) {
      int call = event >> 1;
      if ((event & 1) == 1) {
        if (!judgeReturn(call)) {
          return new Finding.Exhausted(call, returned);
        }
        if (frontier.size() == 0) {
          return new Finding.Refused(call, possibleStates());
        }
        returned++;
      } else if (calls.isCrashed(call)) {
        crashed.invoke(call, calls.kind()[call]);
      } else {
        open.add(call);
      }
    }
    return new Finding.Explained();
  }

  /** Leaves in the frontier what the call's return leaves possible; false if the budget ran out. */
  private boolean judgeReturn(int call) {
    int slot = open.slotOfCall(call);
    crashed.advance(calls.returned()[call]);
    crashed.choose(steps, open);
    next.clear();
    seen.clear();
    for (int entry = 0; entry < frontier.end(); entry++) {
      if (frontier.has(entry)) {
        frontier.copyTo(entry, current);
        crashed.markRetired(current, usedBase);
        reach(current, slot);
        if (!effort.spend()) {
          return false;
        }
      }
    }
    if (!tryAll(slot)) {
      return false;
    }
    open.removeFirst();
    Configurations spare = frontier;
    frontier = next;
    next = spare;
    return true;
  }

  /** Those that have used fewest calls of unknown outcome go first: they dominate others. */
  private boolean tryAll(int slot) {
    for (int used = 0; used < toTry.size(); used++) {
      ArrayDeque<Integer> level = toTry.get(used);
      for (Integer entry = level.pollLast(); entry != null; entry = level.pollLast()) {
        if (seen.has(entry)) {
          seen.copyTo(entry, current);
          advanceByOpenCalls(slot);
          advanceByCrashedCalls(slot);
          if (!effort.spend() || !effort.fits(bytes())) {
            toTry.clear();
            return false;
          }
        }
      }
    }
    return true;
  }

  private long bytes() {
    long known = seen.bytes() + next.bytes() + frontier.bytes() + steps.bytes();
    return trail == null ? known : known + trail.bytes();
  }

  private void advanceByOpenCalls(int goal) {
    for (int i = 0; i < open.size(); i++) {
      int slot = open.slot(i);
      int twin = open.twin(i);
      int kind = open.kind(i);
      if (!isDone(current, slot) && !steps.onlyReads(kind) && (twin < 0 || isDone(current, twin))) {
        int state = steps.step((int) current[0], kind);
        if (state != Steps.ILLEGAL) {
          System.arraycopy(current, 0, successor, 0, current.length);
          successor[0] = state;
          successor[1 + (slot >> 6)] |= 1L << slot;
          note(successor, open.call(i));
          reach(successor, goal);
        }
      }
    }
  }

  private void advanceByCrashedCalls(int goal) {
    for (int i = 0; i < crashed.worthTrying(); i++) {
      int kind = crashed.worthTrying(i);
      int state = steps.step((int) current[0], kind);
      int bit = state == Steps.ILLEGAL ? -1 : crashed.unused(kind, current, usedBase);
      if (bit >= 0) {
        System.arraycopy(current, 0, successor, 0, current.length);
        successor[0] = state;
        successor[usedBase + (bit >> 6)] |= 1L << bit;
        note(successor, crashed.call(bit));
        reach(successor, goal);
      }
    }
  }

  /** Does the reads that are legal now; then the goal is reached, or there is more to try. */
  private void reach(long[] configuration, int goal) {
    for (int i = 0; i < open.size(); i++) {
      int slot = open.slot(i);
      if (steps.onlyReads(open.kind(i))
          && !isDone(configuration, slot)
          && steps.step((int) configuration[0], open.kind(i)) != Steps.ILLEGAL) {
        configuration[1 + (slot >> 6)] |= 1L << slot;
        note(configuration, open.call(i));
      }
    }
    if (isDone(configuration, goal)) {
      configuration[1 + (goal >> 6)] &= ~(1L << goal);
      next.add(configuration);
      return;
    }
    int entry = seen.add(configuration);
    if (entry >= 0) {
      int used = 0;
      for (int word = usedBase; word < noteBase; word++) {
        used += Long.bitCount(configuration[word]);
      }
      while (toTry.size() <= used) {
        toTry.add(new ArrayDeque<>());
      }
      toTry.get(used).addLast(entry);
    }
  }

  private static boolean isDone(long[] configuration, int slot) {
    return (configuration[1 + (slot >> 6)] & (1L << slot)) != 0;
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
