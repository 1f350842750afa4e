package minos.check;

import java.util.List;

/** What a search found out about one object. */
sealed interface Finding {
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
  record Exhausted(int call, int returned) implements Finding {}
}
