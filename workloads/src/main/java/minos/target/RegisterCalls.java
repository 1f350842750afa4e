package minos.target;

import java.util.List;
import minos.history.Op;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import minos.target.Exchange.Answer;

/**
 * {@code read} or {@code get}, {@code write} or {@code put} (a whole number), {@code cas} ({@code
 * [old, new]}), {@code delete}.
 */
final class RegisterCalls {
  private RegisterCalls() {}

  static Exchange of(Op op) {
    String key = Arguments.key(op);
    return switch (op.f()) {
      case "read", "get" ->
          Exchange.ask(
              new Query.Get(key),
              Reply.Value.class,
              reply -> new Answer.Ok(reply.value().map(Long::valueOf).orElse(null)));
      case "write", "put" -> done(op, new Change.Put(key, Arguments.text(op)));
      case "delete" -> done(op, new Change.Delete(key));
      case "cas" -> compareAndSet(op, key);
      default -> throw Arguments.unknown(op, "a register, only read, write, cas, delete; get, put");
    };
  }

  private static Exchange done(Op op, Change change) {
    return Exchange.change(change, Reply.Done.class, reply -> new Answer.Ok(op.value()));
  }

  private static Exchange compareAndSet(Op op, String key) {
    if (!(op.value() instanceof List<?> pair && pair.size() == 2)) {
      throw new IllegalArgumentException("cas takes [old, new], not " + op.value());
    }
    String expected = Long.toString(Arguments.number(op, pair.getFirst()));
    String next = Long.toString(Arguments.number(op, pair.getLast()));
    return Exchange.change(
        new Change.CompareAndSet(key, expected, next),
        Reply.Swapped.class,
        reply -> reply.matched() ? new Answer.Ok(op.value()) : new Answer.Fail("value differed"));
  }
}
