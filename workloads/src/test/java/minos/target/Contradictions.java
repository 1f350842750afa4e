package minos.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Reads that no order of the operations explains, in histories whose writes all differ: of a value
 * that nobody can have written, or of one that another write had surely replaced before. Finds no
 * more than these; enough to see that a target works, or that a planted flaw shows.
 */
final class Contradictions {
  private final List<Op> history;
  private final Map<Op, Op> completions = new HashMap<>();
  private final Map<Object, Op> writers = new HashMap<>();

  private Contradictions(List<Op> history) {
    this.history = history;
    Map<Integer, Op> open = new HashMap<>();
    for (Op op : history) {
      if (op.type() == Op.Type.INVOKE) {
        open.put(op.process(), op);
        written(op).ifPresent(value -> writers.put(value, op));
      } else {
        completions.put(open.get(op.process()), op);
      }
    }
  }

  static List<String> in(List<Op> history) {
    Contradictions all = new Contradictions(history);
    List<String> found = new ArrayList<>();
    for (Op op : history) {
      @Nullable Op end = all.completions.get(op);
      if (op.type() == Op.Type.INVOKE && op.f().equals("read") && ended(end, Op.Type.OK)) {
        all.judge(op, end, found);
      }
    }
    return found;
  }

  private void judge(Op read, Op end, List<String> found) {
    @Nullable Op newest = newestSurelyBefore(read);
    if (end.value() == null) {
      if (newest != null) {
        found.add(end + " sees nothing, after " + newest);
      }
      return;
    }
    @Nullable Op writer = writers.get(end.value());
    if (writer == null || writer.index() > end.index() || !read.key().equals(writer.key())) {
      found.add(end + " sees what nobody wrote");
    } else if (ended(completions.get(writer), Op.Type.FAIL)) {
      found.add(end + " sees what failed: " + writer);
    } else if (newest != null
        && ended(completions.get(writer), Op.Type.OK)
        && completions.get(writer).index() < newest.index()) {
      found.add(end + " sees what was replaced by " + newest);
    }
  }

  /** Of the writes to this key that ended well before the read began, the one begun last. */
  private @Nullable Op newestSurelyBefore(Op read) {
    @Nullable Op newest = null;
    for (Op op : history.subList(0, (int) read.index())) {
      if (op.type() == Op.Type.INVOKE && read.key().equals(op.key()) && written(op).isPresent()) {
        @Nullable Op end = completions.get(op);
        if (ended(end, Op.Type.OK) && end.index() < read.index()) {
          newest = op;
        }
      }
    }
    return newest;
  }

  private static boolean ended(@Nullable Op end, Op.Type type) {
    return end != null && end.type() == type;
  }

  private static Optional<Object> written(Op op) {
    return switch (op.f()) {
      case "write" -> Optional.ofNullable(op.value());
      case "cas" -> Optional.of(((List<?>) op.value()).getLast());
      default -> Optional.empty();
    };
  }
}
