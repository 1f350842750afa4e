package minos.check.search;

import java.util.List;
import java.util.Optional;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.search.GoalDirected.Style;

/**
 * Is there an order of the calls on one object that the model allows and real time allows?
 *
 * <p>Event by event it asks what the calls so far can have led to. Whatever has returned is done,
 * whatever is not invoked is not, so a configuration names only open calls. Calls are put in order
 * just in time: when one must return, by trying the sequences of open calls that end with it (Lowe,
 * Testing for Linearizability, 2017). What keeps configurations few, and why none of it changes the
 * answer:
 *
 * <ul>
 *   <li>A call that only reads is done as soon as it is legal: wherever else it stands in an order,
 *       it can be moved here.
 *   <li>Calls of one kind are interchangeable: the one that returns first goes first.
 *   <li>A write just before another one is seen by nobody, see {@link Moves}.
 *   <li>Having used fewer calls of unknown outcome is better, see {@link Configurations}; such
 *       calls that nobody needs are not tried, see {@link Crashed}.
 * </ul>
 *
 * <p>One order is looked for in depth first, which mostly finds one soon if there is any, see
 * {@link GoalDirected}; if that takes long, all are followed at once, see {@link Frontier}. Of few
 * calls all are followed from the start, as long as they are few as well.
 */
public final class Search {
  private static final int SHORT = 256;
  private static final int GLANCE = 2_000;

  private Search() {}

  /** On several threads where there are several, and where the calls can be cut. */
  public static Finding search(Calls calls, Steps steps, Effort effort) {
    return Segments.search(calls, steps, effort)
        .orElseGet(() -> search(calls, steps, effort, Reductions.ALL));
  }

  /** On one thread. */
  public static Finding search(Calls calls, Steps steps, Effort effort, Reductions reductions) {
    if (reductions.glance() && calls.size() <= SHORT) {
      Optional<Finding> found = Frontier.glance(calls, steps, effort, reductions, GLANCE);
      if (found.isPresent()) {
        return found.get();
      }
    }
    for (Style style : reductions.depthFirst() ? Style.values() : new Style[0]) {
      Optional<Finding> found = GoalDirected.search(calls, steps, effort, style, reductions);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Frontier.search(calls, steps, effort, reductions);
  }

  /**
   * Goes on from where earlier calls may have led to, as far as the events of these.
   *
   * @param calls some may still be open after the last event: where each returns is known
   * @param starts what may be there before the first event
   */
  public static Passage onward(Calls calls, Steps steps, Effort effort, List<Standing> starts) {
    return Frontier.onward(calls, steps, effort, starts);
  }

  /**
   * An order of the calls that explains all, by number; empty if there is none, or the budget ran
   * out. Calls of unknown outcome that explain nothing are not in it.
   */
  public static Optional<int[]> order(Calls calls, Steps steps, Effort effort) {
    return GoalDirected.order(calls, steps, effort, Style.IN_TIME)
        .or(() -> GoalDirected.order(calls, steps, effort, Style.AS_FOUND))
        .or(() -> Frontier.order(calls, steps, effort));
  }
}
