package minos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what others recorded, in the order in which it stands: that is the order in real time.
 * Where there is no index or time, they are counted; a time that goes back is taken as the one
 * before.
 */
final class Recorded {
  private final List<Op> ops = new ArrayList<>();
  private final WellFormed rules = new WellFormed();

  long nextIndex() {
    return ops.isEmpty() ? 0 : ops.getLast().index() + 1;
  }

  /** The time of the next op, if nothing is said or it would go back. */
  long timeFrom(@Nullable Long said) {
    long last = ops.isEmpty() ? -1 : ops.getLast().time();
    return said == null ? last + 1 : Math.max(said, Math.max(0, last));
  }

  /** What is wrong with the op; if nothing is, it is kept. */
  Optional<String> add(Op op) {
    Optional<String> objection = rules.objection(op);
    if (objection.isEmpty()) {
      ops.add(op);
    }
    return objection;
  }

  /**
   * The history. If every invocation carries its object as {@code [key, value]}, as Jepsen's
   * independent workloads write it, they are told apart.
   */
  History history() {
    return new History(isByTuples() ? untupled() : ops);
  }

  private boolean isByTuples() {
    boolean any = false;
    for (Op op : ops) {
      if (!op.isByNemesis() && op.type() == Op.Type.INVOKE) {
        if (op.key() != null || !isTuple(op)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** A cas of {@code [old, new]} is none, nor is a transaction of two. */
  private static boolean isTuple(Op op) {
    if (!(op.value() instanceof List<?> pair) || pair.size() != 2) {
      return false;
    }
    Object key = pair.get(0);
    boolean hasKey = key instanceof Long || key instanceof String || key instanceof Boolean;
    boolean hasPair = pair.get(1) instanceof List<?> swap && swap.size() == 2;
    return hasKey && (hasPair || !op.f().equals("cas"));
  }

  private List<Op> untupled() {
    List<Op> separate = new ArrayList<>(ops.size());
    Map<Integer, Object> keys = new HashMap<>();
    for (Op op : ops) {
      if (op.isByNemesis()) {
        separate.add(op);
      } else {
        if (op.type() == Op.Type.INVOKE && op.value() instanceof List<?> pair) {
          keys.put(op.process(), Objects.requireNonNull(pair.getFirst()));
        }
        Object key = Objects.requireNonNull(keys.get(op.process()));
        separate.add(with(op, key, unwrapped(op.value(), key)));
      }
    }
    return separate;
  }

  private static @Nullable Object unwrapped(@Nullable Object value, Object key) {
    return value instanceof List<?> pair && pair.size() == 2 && key.equals(pair.getFirst())
        ? pair.get(1)
        : value;
  }

  private static Op with(Op op, Object key, @Nullable Object value) {
    return new Op(op.index(), op.time(), op.process(), op.type(), op.f(), key, value, op.extra());
  }
}
