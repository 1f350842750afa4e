package minos.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one client did: an invocation and what came of it.
 *
 * @param completion ok, fail or info; empty if the history ends before it
 */
public record Operation(Op invocation, Optional<Op> completion) {

  public int process() {
    return invocation.process();
  }

  public String f() {
    return invocation.f();
  }

  public @Nullable Object key() {
    return invocation.key();
  }

  /** Whether it certainly happened. */
  public boolean isOk() {
    return is(Op.Type.OK);
  }

  /** Whether it certainly did not, and never will. */
  public boolean isFailed() {
    return is(Op.Type.FAIL);
  }

  /** Whether nobody knows: info, or no completion at all. */
  public boolean isUnknown() {
    return !isOk() && !isFailed();
  }

  private boolean is(Op.Type type) {
    return completion.isPresent() && completion.get().type() == type;
  }
}
