package minos.check.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a transaction.
 *
 * @param key by number
 * @param value what was read (null for nil, or not known), written or appended
 */
record Step(Kind kind, int key, @Nullable Object value) {
  enum Kind {
    READ,
    WRITE,
    APPEND
  }

  boolean reads() {
    return kind == Kind.READ;
  }

  /** What a read of a list found; nil is the empty one. */
  List<?> list() {
    return value instanceof List<?> found ? found : List.of();
  }
}
