package minos.target;

import minos.history.Op;
import minos.kv.Counter;
import minos.kv.Reply;
import minos.target.Exchange.Answer;

/** {@code add} (a whole number) and {@code read} of a counter. */
final class CounterCalls {
  private CounterCalls() {}

  static Exchange of(Op op) {
    String name = Arguments.key(op);
    return switch (op.f()) {
      case "add" ->
          Exchange.change(
              new Counter.Add(name, Arguments.number(op, op.value())),
              Reply.Amount.class,
              reply -> new Answer.Ok(op.value()));
      case "read" ->
          Exchange.ask(
              new Counter.Read(name), Reply.Amount.class, reply -> new Answer.Ok(reply.amount()));
      default -> throw Arguments.unknown(op, "a counter, only add, read");
    };
  }
}
