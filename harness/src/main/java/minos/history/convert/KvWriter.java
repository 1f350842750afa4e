package minos.history.convert;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minos.history.Columns;
import minos.history.Op;

/** Maps of get, put and append with texts as keys and values, which begin or are ok. */
final class KvWriter implements OpWriter {
  private final Losses losses;

  /** Indices of invocations that came to nothing. */
  private final Set<Long> failed;

  KvWriter(Columns columns, Losses losses) {
    this.losses = losses;
    this.failed =
        IntStream.range(0, columns.size())
            .filter(columns::isFailed)
            .mapToObj(operation -> columns.operation(operation).invocation().index())
            .collect(Collectors.toSet());
  }

  @Override
  public String line(Op op) throws CannotHold {
    if (op.isByNemesis()) {
      losses.add("has no nemesis");
      return "";
    }
    if (failed.contains(op.index()) || op.type() == Op.Type.FAIL) {
      losses.add("has no operations that failed");
      return "";
    }
    if (op.type() == Op.Type.INFO) {
      losses.add("has operations of unknown outcome without their end");
      return "";
    }
    if (!(op.key() instanceof String key)) {
      throw new CannotHold(op, "porcupine's kv has texts as keys, not " + op.key());
    }
    String f = f(op);
    if (op.value() != null ? !(op.value() instanceof String) : !f.equals("get")) {
      throw new CannotHold(op, "porcupine's kv has texts as values, not " + op.value());
    }
    losses.add("has no index and no time");
    op.extra().keySet().forEach(name -> losses.add("has no field " + name));
    return "{:process %d, :type :%s, :f :%s, :key %s, :value %s}\n"
        .formatted(
            op.process(),
            op.type() == Op.Type.INVOKE ? "invoke" : "ok",
            f,
            EdnText.value(key),
            EdnText.value(op.value()));
  }

  private static String f(Op op) throws CannotHold {
    return switch (op.f()) {
      case "get", "read" -> "get";
      case "put", "write" -> "put";
      case "append" -> "append";
      default -> throw new CannotHold(op, "porcupine's kv has get, put and append, not " + op.f());
    };
  }
}
