package minos.invariant;

import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;

/** What the store should do with the commands that are committed, in their order. */
public interface Model {
  /**
   * @return what its client must be told
   */
  Reply apply(long index, Stamped command);

  /** Finds a {@link Breach} where a state machine that has come equally far differs. */
  void compare(StateMachine machine);
}
