package minos.check.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** Writes histories down, line by line, as tests want them. */
final class Recorder {
  private final List<Op> ops = new ArrayList<>();
  private final Map<Integer, Op> open = new HashMap<>();
  private final @Nullable Object key;

  Recorder() {
    this(null);
  }

  Recorder(@Nullable Object key) {
    this.key = key;
  }

  Recorder invoke(int process, String f, @Nullable Object value) {
    Op op = op(process, Op.Type.INVOKE, f, value);
    open.put(process, op);
    return this;
  }

  Recorder ok(int process, @Nullable Object value) {
    return complete(process, Op.Type.OK, value);
  }

  /** Ok, with the argument as the result. */
  Recorder ok(int process) {
    return complete(process, Op.Type.OK, invoked(process).value());
  }

  Recorder fail(int process) {
    return complete(process, Op.Type.FAIL, invoked(process).value());
  }

  Recorder info(int process) {
    return complete(process, Op.Type.INFO, invoked(process).value());
  }

  /** From invocation to ok, nothing in between. */
  Recorder write(int process, Object value) {
    return invoke(process, "write", value).ok(process);
  }

  Recorder read(int process, @Nullable Object value) {
    return invoke(process, "read", null).ok(process, value);
  }

  Recorder cas(int process, Object old, Object now) {
    return invoke(process, "cas", List.of(old, now)).ok(process);
  }

  History history() {
    return new History(ops);
  }

  private Recorder complete(int process, Op.Type type, @Nullable Object value) {
    op(process, type, invoked(process).f(), value);
    open.remove(process);
    return this;
  }

  private Op invoked(int process) {
    Op op = open.get(process);
    if (op == null) {
      throw new IllegalStateException("process " + process + " has nothing open");
    }
    return op;
  }

  private Op op(int process, Op.Type type, String f, @Nullable Object value) {
    Op op = new Op(ops.size(), ops.size() * 1000L, process, type, f, key, value, Map.of());
    ops.add(op);
    return op;
  }
}
