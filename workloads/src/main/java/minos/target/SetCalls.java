package minos.target;

import minos.history.Op;
import minos.kv.Reply;
import minos.kv.TextSet;
import minos.target.Exchange.Answer;

/**
 * {@code add} and {@code remove} of an element, {@code contains} ({@code true} or {@code false})
 * and {@code read} (all elements) of a set. Elements are whole numbers.
 */
final class SetCalls {
  private SetCalls() {}

  static Exchange of(Op op) {
    String name = Arguments.key(op);
    return switch (op.f()) {
      case "add" -> changed(op, new TextSet.Add(name, Arguments.text(op)));
      case "remove" -> changed(op, new TextSet.Remove(name, Arguments.text(op)));
      case "contains" ->
          Exchange.ask(
              new TextSet.Contains(name, Arguments.text(op)),
              Reply.Found.class,
              reply -> new Answer.Ok(reply.found()));
      case "read" ->
          Exchange.ask(
              new TextSet.Read(name),
              Reply.Values.class,
              reply -> new Answer.Ok(Arguments.numbers(reply.values()).stream().sorted().toList()));
      default -> throw Arguments.unknown(op, "a set, only add, remove, contains, read");
    };
  }

  private static Exchange changed(Op op, TextSet.Change change) {
    return Exchange.change(change, Reply.Changed.class, reply -> new Answer.Ok(op.value()));
  }
}
