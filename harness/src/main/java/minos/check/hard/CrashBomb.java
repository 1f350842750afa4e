package minos.check.hard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Short histories of one register with many writes of unknown outcome, on which searches blow up:
 * then ten writes, each read back, and a last read that is stale, or is not.
 */
public final class CrashBomb {
  private static final int FIRST_CRASHED = 100;
  private static final int WRITES = 10;
  private static final long SAME = 7;
  private static final long WRITTEN = 5000;

  private final List<Op> ops = new ArrayList<>();

  private CrashBomb() {}

  /** What the writes of unknown outcome wrote. */
  public enum Kind {
    /** Each something else that nobody reads. */
    UNIQUE,
    /** All the same, which nobody reads. */
    SAME,
    /** Each something else, which is read once. */
    OBSERVED,
    /** All the same, which is read up to ten times. */
    SAME_OBSERVED
  }

  /**
   * @param legal whether the last read is explained
   */
  public static History of(int crashed, Kind kind, boolean legal) {
    return new CrashBomb().record(crashed, kind, legal);
  }

  private History record(int crashed, Kind kind, boolean legal) {
    boolean same = kind == Kind.SAME || kind == Kind.SAME_OBSERVED;
    for (int i = 0; i < crashed; i++) {
      op(FIRST_CRASHED + i, Op.Type.INVOKE, "write", same ? SAME : 1000L + i);
    }
    for (int i = 0; kind == Kind.OBSERVED && i < crashed; i++) {
      read(0, 1000L + i);
    }
    for (int i = 0; i < WRITES; i++) {
      write(0, WRITTEN + i);
      read(1, WRITTEN + i);
      if (kind == Kind.SAME_OBSERVED && i < crashed / 2) {
        read(1, SAME);
      }
    }
    write(0, 2 * WRITTEN);
    read(1, legal ? 2 * WRITTEN : WRITTEN + WRITES - 1);
    for (int i = 0; i < crashed; i++) {
      op(FIRST_CRASHED + i, Op.Type.INFO, "write", same ? SAME : 1000L + i);
    }
    return new History(ops);
  }

  private void write(int process, long value) {
    op(process, Op.Type.INVOKE, "write", value);
    op(process, Op.Type.OK, "write", value);
  }

  private void read(int process, long value) {
    op(process, Op.Type.INVOKE, "read", null);
    op(process, Op.Type.OK, "read", value);
  }

  private void op(int process, Op.Type type, String f, @Nullable Object value) {
    ops.add(new Op(ops.size(), ops.size() * 1000L, process, type, f, 0L, value, Map.of()));
  }
}
