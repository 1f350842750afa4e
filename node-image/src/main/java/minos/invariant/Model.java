package minos.invariant;

import minos.kv.Reply;
import minos.kv.Stamped;

/** What the store should do with the commands that are committed, in their order. */
public interface Model {
  /**
   * @return what its client must be told
   */
  Reply apply(long index, Stamped command);

  /** What every state machine must show that has come equally far; 0 if it is not known. */
  long digest();
}
