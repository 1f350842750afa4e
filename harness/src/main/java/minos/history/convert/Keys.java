package minos.history.convert;

import java.util.List;
import java.util.stream.IntStream;
import minos.history.Columns;
import org.jspecify.annotations.Nullable;

/** How EDN says which object an op is about. */
enum Keys {
  /** There is one object, without a key. */
  NONE,
  /** By values {@code [key value]}, as Jepsen's independent workloads do. */
  TUPLES,
  /** By {@code :key}, where a reader would not see that values are tuples, or see it wrongly. */
  FIELDS;

  static Keys of(Columns columns) {
    boolean keyed = IntStream.range(0, columns.keys()).anyMatch(key -> columns.keyAt(key) != null);
    if (!keyed) {
      return columns.looksLikeTuples() ? FIELDS : NONE;
    }
    boolean named = IntStream.range(0, columns.keys()).allMatch(key -> isName(columns.keyAt(key)));
    boolean plain =
        IntStream.range(0, columns.size()).noneMatch(operation -> isOddCas(columns, operation));
    return named && plain ? TUPLES : FIELDS;
  }

  private static boolean isName(@Nullable Object key) {
    return key instanceof Long || key instanceof String || key instanceof Boolean;
  }

  /** Whoever reads a cas of {@code [key value]} takes it for one of [old new]. */
  private static boolean isOddCas(Columns columns, int operation) {
    return columns.fAt(columns.f(operation)).equals("cas")
        && !(columns.values().get(columns.argument(operation)) instanceof List<?> pair
            && pair.size() == 2);
  }
}
