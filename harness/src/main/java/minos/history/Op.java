package minos.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history: an operation begins ({@link Type#INVOKE}) or ends.
 *
 * <p>Key, value and extra are brought into one form, so that equal things are equal wherever they
 * come from: whole numbers are Long, maps are in the order of their keys, nothing can be changed.
 *
 * @param index position in the history, from 0
 * @param time nanoseconds since the run began
 * @param process the logical client, 0 or more; {@link #NEMESIS} for faults. A process has at most
 *     one operation open, and after an {@link Type#INFO} it is never used again
 * @param f what is done: read, write, cas, start-partition, ...
 * @param key the object, or null where there is one object
 * @param value what JSON can say: null, Boolean, Long, String, List, Map (or Double, BigInteger).
 *     The argument when invoked, the result when completed
 * @param extra further fields (error, node, term): kept, never needed; keys in order
 */
public record Op(
    long index,
    long time,
    int process,
    Type type,
    String f,
    @Nullable Object key,
    @Nullable Object value,
    Map<String, Object> extra) {

  /** The process that injects faults; written as {@code "nemesis"}. */
  public static final int NEMESIS = -1;

  /** What the nemesis notes of the nodes' clocks: milliseconds ahead of the right time, by node. */
  public static final String CLOCK_OFFSETS = "clock-offsets";

  /** How an operation begins or ends (Jepsen's words). */
  public enum Type {
    INVOKE,
    /** It happened. */
    OK,
    /** It certainly did not happen, and never will. */
    FAIL,
    /** Unknown: it may have happened, may happen yet, or never. */
    INFO
  }

  /**
   * @throws IllegalArgumentException if a value is not what JSON can say, or the process is below
   *     {@link #NEMESIS}
   */
  public Op {
    if (process < NEMESIS) {
      throw new IllegalArgumentException("process " + process + " is no process");
    }
    key = JsonValue.canonical(key);
    value = JsonValue.canonical(value);
    extra = JsonValue.canonicalFields(extra);
  }

  public boolean isByNemesis() {
    return process == NEMESIS;
  }
}
