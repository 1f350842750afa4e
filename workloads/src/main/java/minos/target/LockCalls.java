package minos.target;

import minos.history.Op;
import minos.kv.Lock;
import minos.kv.Reply;
import minos.target.Exchange.Answer;

/**
 * {@code acquire} (ok with the fencing token) and {@code release} of a lock, by the process as the
 * owner; they fail where the lock is held, or not by this process.
 */
final class LockCalls {
  private LockCalls() {}

  static Exchange of(Op op) {
    String name = Arguments.key(op);
    String owner = "process " + op.process();
    return switch (op.f()) {
      case "acquire" ->
          Exchange.change(
              new Lock.Acquire(name, owner),
              Reply.Acquired.class,
              reply -> new Answer.Ok(reply.token()));
      case "release" ->
          Exchange.change(
              new Lock.Release(name, owner),
              Reply.Changed.class,
              reply -> reply.changed() ? new Answer.Ok(op.value()) : new Answer.Fail("not held"));
      default -> throw Arguments.unknown(op, "a lock, only acquire, release");
    };
  }
}
