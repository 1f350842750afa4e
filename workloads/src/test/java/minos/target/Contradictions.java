package minos.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import minos.history.Op;

/**
 * Reads that no order of the operations explains, in histories whose writes all differ: of a value
 * that nobody can have written, or of one that another write had surely replaced before. Finds no
 * more than these; enough to see that a target works, or that a planted flaw shows.
 */
final class Contradictions {
  private final List<Call> calls = new ArrayList<>();
  private final Map<Object, Call> writers = new HashMap<>();

  private Contradictions(List<Op> history) {
    Map<Integer, Op> ends = new HashMap<>();
    for (Op op : history.reversed()) {
      if (op.type() == Op.Type.INVOKE) {
        calls.addFirst(new Call(op, Optional.ofNullable(ends.remove(op.process()))));
      } else {
        ends.put(op.process(), op);
      }
    }
    calls.forEach(call -> call.written().ifPresent(value -> writers.put(value, call)));
  }

  static List<String> in(List<Op> history) {
    Contradictions all = new Contradictions(history);
    return all.calls.stream()
        .filter(call -> call.begin.f().equals("read") && call.ended(Op.Type.OK))
        .flatMap(read -> all.against(read).stream())
        .toList();
  }

  private Optional<String> against(Call read) {
    Optional<Object> value = read.end.map(Op::value);
    Optional<Call> newest = newestSurelyBefore(read);
    if (value.isEmpty()) {
      return newest.map(write -> read + " sees nothing, after " + write);
    }
    Optional<Call> writer = value.map(writers::get).filter(read::isOfSameObject);
    if (writer.isEmpty() || writer.get().begin.index() > read.endIndex()) {
      return Optional.of(read + " sees what nobody wrote");
    }
    if (writer.get().ended(Op.Type.FAIL)) {
      return Optional.of(read + " sees what failed: " + writer.get());
    }
    return newest
        .filter(write -> write.begin.index() > writer.get().endIndex())
        .map(write -> read + " sees what was replaced by " + write);
  }

  /** Of the writes to this object that ended well before the read began, the one begun last. */
  private Optional<Call> newestSurelyBefore(Call read) {
    return calls.stream()
        .filter(call -> call.written().isPresent() && call.isOfSameObject(read))
        .filter(call -> call.endIndex() < read.begin.index())
        .reduce((first, second) -> second);
  }

  private record Call(Op begin, Optional<Op> end) {
    boolean ended(Op.Type type) {
      return end.filter(op -> op.type() == type).isPresent();
    }

    /** When it had surely happened, if it has. */
    long endIndex() {
      return end.filter(op -> op.type() == Op.Type.OK).map(Op::index).orElse(Long.MAX_VALUE);
    }

    boolean isOfSameObject(Call other) {
      return Objects.equals(begin.key(), other.begin.key());
    }

    Optional<Object> written() {
      return switch (begin.f()) {
        case "write" -> Optional.ofNullable(begin.value());
        case "cas" ->
            Optional.ofNullable(begin.value() instanceof List<?> pair ? pair.getLast() : null);
        default -> Optional.empty();
      };
    }
  }
}
