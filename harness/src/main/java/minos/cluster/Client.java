package minos.cluster;

import java.util.Map;
import java.util.function.Consumer;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one process to the system under test. Lives on the run's loop; never blocks it.
 */
public interface Client extends AutoCloseable {
  /**
   * Begins an operation, one at a time, and returns at once.
   *
   * @param done called exactly once, on the loop
   */
  void invoke(Op invocation, Consumer<Completion> done);

  @Override
  void close();

  /**
   * How an operation ended, as far as the client can honestly know. A timeout or a broken
   * connection of anything that may write is INFO, never FAIL; a read may always be FAIL.
   *
   * @param type OK, FAIL or INFO
   * @param extra such as error and node; keys in order
   */
  record Completion(Op.Type type, @Nullable Object value, Map<String, Object> extra) {}
}
