package minos.target;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import minos.history.Op;
import minos.kv.Queue;
import minos.kv.Reply;
import minos.target.Exchange.Answer;

/**
 * {@code enqueue} (a whole number), {@code dequeue} and {@code peek} (an element, or null where
 * there is none) and {@code size} of a queue. The key is its label: the store is asked for the
 * number first, and to make the queue where there is none.
 */
final class QueueCalls {
  private QueueCalls() {}

  static Exchange of(Op op) {
    String label = Arguments.key(op);
    return switch (op.f()) {
      case "enqueue" -> {
        String element = Arguments.text(op);
        yield numbered(
            label,
            id ->
                Exchange.change(
                    new Queue.Push(id, element),
                    Reply.Done.class,
                    reply -> new Answer.Ok(op.value())));
      }
      case "dequeue" ->
          numbered(
              label,
              id -> Exchange.change(new Queue.Pop(id), Reply.Value.class, QueueCalls::element));
      case "peek" ->
          numbered(
              label, id -> Exchange.ask(new Queue.Top(id), Reply.Value.class, QueueCalls::element));
      case "size" ->
          numbered(
              label,
              id ->
                  Exchange.ask(
                      new Queue.Size(id),
                      Reply.Amount.class,
                      reply -> new Answer.Ok(reply.amount())));
      default -> throw Arguments.unknown(op, "a queue, only enqueue, dequeue, peek, size");
    };
  }

  private static Exchange numbered(String label, LongFunction<Exchange> then) {
    return Exchange.ask(
        new Queue.IdOf(label),
        Reply.QueueId.class,
        reply -> new Answer.Then(go(reply.id(), then).orElseGet(() -> create(label, then))));
  }

  private static Exchange create(String label, LongFunction<Exchange> then) {
    return Exchange.prepare(
        new Queue.Create(label),
        Reply.QueueId.class,
        reply -> new Answer.Then(go(reply.id(), then).orElseThrow()));
  }

  private static Optional<Exchange> go(OptionalLong id, LongFunction<Exchange> then) {
    return id.isPresent() ? Optional.of(then.apply(id.getAsLong())) : Optional.empty();
  }

  private static Answer element(Reply.Value reply) {
    return new Answer.Ok(reply.value().map(Long::valueOf).orElse(null));
  }
}
