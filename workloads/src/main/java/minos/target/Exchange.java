package minos.target;

import java.util.Locale;
import java.util.function.Function;
import minos.client.ClientCore;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One question to the store, and what the reply says of the operation that it belongs to.
 *
 * @param decides whether the operation may have happened once this question has left the client
 */
record Exchange(ClientCore.Event event, boolean decides, Function<Reply, Answer> meaning) {
  /** A process has one call at a time. */
  static final long THE_CALL = 1;

  /** What a reply says. */
  sealed interface Answer {
    /** The operation is ok. */
    record Ok(@Nullable Object value) implements Answer {}

    /** It did not happen, and will not. */
    record Fail(String why) implements Answer {}

    /** The store must be asked this before it is known. */
    record Then(Exchange next) implements Answer {}
  }

  /** A question that changes nothing. */
  static <R extends Reply> Exchange ask(
      Query query, Class<R> expected, Function<R, Answer> meaning) {
    return new Exchange(
        new ClientCore.Event.Ask(THE_CALL, query),
        false,
        reply -> meaning(reply, expected, meaning));
  }

  /** The change that the operation is. */
  static <R extends Reply> Exchange change(
      Change change, Class<R> expected, Function<R, Answer> meaning) {
    return new Exchange(
        new ClientCore.Event.Change(THE_CALL, change),
        true,
        reply -> meaning(reply, expected, meaning));
  }

  /** A change that comes before, and that is not what the operation is about. */
  static <R extends Reply> Exchange prepare(
      Change change, Class<R> expected, Function<R, Answer> meaning) {
    return new Exchange(
        new ClientCore.Event.Change(THE_CALL, change),
        false,
        reply -> meaning(reply, expected, meaning));
  }

  private static <R extends Reply> Answer meaning(
      Reply reply, Class<R> expected, Function<R, Answer> meaning) {
    if (expected.isInstance(reply)) {
      return meaning.apply(expected.cast(reply));
    }
    if (reply instanceof Reply.WrongKind(var name, var found)) {
      return new Answer.Fail(name + " is a " + found.name().toLowerCase(Locale.ROOT));
    }
    if (reply instanceof Reply.Held(var owner)) {
      return new Answer.Fail("held by " + owner);
    }
    throw new IllegalStateException("the client let through: " + reply);
  }
}
