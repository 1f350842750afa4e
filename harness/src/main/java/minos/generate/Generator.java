package minos.generate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pure source of operations. Asked again with the same context it says the same again; only the
 * generator that an answer carries moves on.
 */
public interface Generator {

  /** What to do at this moment. */
  Next next(Context context);

  /**
   * What a generator may know.
   *
   * @param nanos since the run began
   * @param process the free process that asks; {@link minos.history.Op#NEMESIS} for the nemesis
   */
  record Context(long nanos, int process) {}

  /** An operation to begin. */
  record Invocation(
      String f, @Nullable Object key, @Nullable Object value, Map<String, Object> extra) {
    public Invocation(String f, @Nullable Object key, @Nullable Object value) {
      this(f, key, value, Map.of());
    }
  }

  /** A generator's answer. */
  sealed interface Next {
    /** Begin this now; go on with {@code rest}. */
    record Invoke(Invocation invocation, Generator rest) implements Next {}

    /** Nothing yet; ask {@code rest} again at this time. */
    record Wait(long untilNanos, Generator rest) implements Next {}

    /** Nothing more, ever. */
    record Done() implements Next {}
  }
}
