package minos.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import minos.history.History;
import minos.history.Op;
import minos.time.RealTime;
import org.jspecify.annotations.Nullable;

/**
 * Calls as they begin and end, from any number of threads. A call that throws has an unknown
 * outcome: it may have happened, or may happen yet.
 */
public final class Recording {
  private final RealTime clock = new RealTime();
  private final List<Op> ops = new ArrayList<>();
  private final ThreadLocal<@Nullable Integer> process = new ThreadLocal<>();
  private int processes;

  /** A call under way. */
  private record Begun(int process, String f, @Nullable Object key) {}

  /**
   * Records a call whose result says something, such as a read.
   *
   * @param f what the model calls it: {@code read}, {@code dequeue}
   * @param argument what JSON can say; null for none
   */
  public <T extends @Nullable Object> T record(
      String f, @Nullable Object argument, Callable<T> call) throws Exception {
    return record(f, null, argument, call);
  }

  /**
   * The same of one of several objects.
   *
   * @param key which; each is judged by itself
   */
  public <T extends @Nullable Object> T record(
      String f, @Nullable Object key, @Nullable Object argument, Callable<T> call)
      throws Exception {
    Begun begun = begin(f, key, argument);
    try {
      T result = call.call();
      end(begun, Op.Type.OK, result);
      return result;
    } catch (Exception | Error e) {
      end(begun, Op.Type.INFO, argument);
      throw e;
    }
  }

  /** Records a call that returns nothing, such as a write. */
  public void recordVoid(String f, @Nullable Object argument, Runnable call) {
    recordIf(
        f,
        argument,
        () -> {
          call.run();
          return true;
        });
  }

  /** Records a call that happens or does not, and says which, such as a compare-and-set. */
  public boolean recordIf(String f, @Nullable Object argument, BooleanSupplier call) {
    Begun begun = begin(f, null, argument);
    try {
      boolean happened = call.getAsBoolean();
      end(begun, happened ? Op.Type.OK : Op.Type.FAIL, argument);
      return happened;
    } catch (RuntimeException | Error e) {
      end(begun, Op.Type.INFO, argument);
      throw e;
    }
  }

  /** All so far. */
  public synchronized History toHistory() {
    return new History(ops);
  }

  private synchronized Begun begin(String f, @Nullable Object key, @Nullable Object argument) {
    Integer own = process.get();
    if (own == null) {
      own = processes++;
      process.set(own);
    }
    add(own, Op.Type.INVOKE, f, key, argument);
    return new Begun(own, f, key);
  }

  private synchronized void end(Begun begun, Op.Type type, @Nullable Object value) {
    add(begun.process(), type, begun.f(), begun.key(), value);
    if (type == Op.Type.INFO) {
      process.remove();
    }
  }

  private void add(int own, Op.Type type, String f, @Nullable Object key, @Nullable Object value) {
    ops.add(new Op(ops.size(), clock.nanos(), own, type, f, key, value, Map.of()));
  }
}
