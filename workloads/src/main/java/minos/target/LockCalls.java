package minos.target;

import minos.history.Op;
import minos.kv.Lock;
import minos.kv.Reply;
import minos.target.Exchange.Answer;

/**
 * {@code acquire} (ok with the fencing token) and {@code release} of a lock, which fail where the
 * lock is held, or not by this owner; {@code read} of the token that it is held with, null if free.
 */
final class LockCalls {
  /** The field of an operation that says for whom; without it for the process. */
  private static final String OWNER = "owner";

  private LockCalls() {}

  static Exchange of(Op op) {
    String name = Arguments.key(op);
    Object owner = op.extra().getOrDefault(OWNER, "process " + op.process());
    return switch (op.f()) {
      case "acquire" ->
          Exchange.change(
              new Lock.Acquire(name, owner.toString()),
              Reply.Acquired.class,
              reply -> new Answer.Ok(reply.token()));
      case "release" ->
          Exchange.change(
              new Lock.Release(name, owner.toString()),
              Reply.Changed.class,
              reply -> reply.changed() ? new Answer.Ok(op.value()) : new Answer.Fail("not held"));
      case "read" ->
          Exchange.ask(
              new Lock.Look(name),
              Reply.Holder.class,
              reply -> new Answer.Ok(reply.owner().isPresent() ? reply.token() : null));
      default -> throw Arguments.unknown(op, "a lock, only acquire, release, read");
    };
  }
}
