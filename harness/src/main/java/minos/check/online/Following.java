package minos.check.online;

import java.util.Optional;
import minos.history.Op;

/** Judges one object while more happens to it. */
sealed interface Following permits Gathered, InParts, Tracked {

  void take(Op op);

  /** Judges all that can be judged now. */
  void look();

  /** Nothing comes after this. */
  void close();

  /** Whether nothing waits to be judged. */
  boolean isIdle();

  Optional<Violation> violation();

  /** Why it is not judged any more. */
  Optional<String> unjudged();

  /** Whether some operation said anything of the state. */
  boolean observes();

  /** How many events are explained and let go. */
  long judged();
}
