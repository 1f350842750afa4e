package minos.check.search;

import java.util.List;
import minos.check.calls.Calls;
import minos.history.Operation;

/** What a search found out about one object. */
public sealed interface Finding {
  /** Some order explains all. */
  record Explained() implements Finding {}

  /**
   * None does.
   *
   * @param call the first to return that no order explains
   * @param possible states in which the object could have been then, in words
   */
  record Refused(int call, List<String> possible) implements Finding {}

  /**
   * The budget ran out.
   *
   * @param call whose return could not be judged any more
   * @param returned how many calls had returned before
   */
  record Exhausted(int call, int returned) implements Finding {

    /** Why, in words, how far it came, and what to do. */
    public String why(Calls calls, Effort effort) {
      Operation operation = calls.source(call);
      return ("%s, or test with values that are written only once, or with fewer operations on one"
              + " key. Judged up to index %d (%s by process %d): %,d of %,d operations had"
              + " completed without contradiction, %,d configurations were looked at.")
          .formatted(
              effort.whyStopped(),
              operation.completion().orElseThrow().index(),
              operation.f(),
              operation.process(),
              returned,
              calls.size(),
              effort.configurations());
    }
  }
}
