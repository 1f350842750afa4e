package minos.kv;

import java.util.List;
import java.util.Optional;

/** What an object is; its first change decides. */
public enum Kind {
  REGISTER(1),
  COUNTER(2),
  SET(3),
  LIST(4),
  QUEUE(5),
  LOCK(6);

  private static final List<Kind> ALL = List.of(values());

  private final int code;

  Kind(int code) {
    this.code = code;
  }

  /** One octet, for bytes that last. */
  int code() {
    return code;
  }

  static Optional<Kind> of(int code) {
    for (Kind kind : ALL) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
