package minos.target;

import minos.history.Op;
import minos.kv.Reply;
import minos.kv.TextList;
import minos.target.Exchange.Answer;

/** {@code append} (a whole number) and {@code read} (all elements in order) of a list. */
final class ListCalls {
  private ListCalls() {}

  static Exchange of(Op op) {
    String name = Arguments.key(op);
    return switch (op.f()) {
      case "append" ->
          Exchange.change(
              new TextList.Append(name, Arguments.text(op)),
              Reply.Amount.class,
              reply -> new Answer.Ok(op.value()));
      case "read" ->
          Exchange.ask(
              new TextList.Read(name),
              Reply.Values.class,
              reply -> new Answer.Ok(Arguments.numbers(reply.values())));
      default -> throw Arguments.unknown(op, "a list, only append, read");
    };
  }
}
