package minos.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.cluster.Client.Completion;
import minos.history.Op;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a history as a call of the reference store, and the outcome of the call as the
 * end of the operation. Pure; the same in every world. Knows {@code read}, {@code write} (a whole
 * number), {@code cas} ({@code [old, new]}) and {@code delete}.
 */
final class KvCall {
  /** The object of operations that name none. */
  private static final String ONLY_KEY = "the-register";

  private final Op invocation;
  private final ClientCore.Event event;

  private KvCall(Op invocation, ClientCore.Event event) {
    this.invocation = invocation;
    this.event = event;
  }

  /**
   * @throws IllegalArgumentException if the store has no such operation, or no such argument
   */
  static KvCall of(Op op) {
    String key = op.key() == null ? ONLY_KEY : op.key().toString();
    ClientCore.Event event =
        switch (op.f()) {
          case "read" -> new ClientCore.Event.Ask(new Query.Get(key));
          case "write" -> change(new Change.Put(key, number(op, op.value())));
          case "cas" -> {
            if (!(op.value() instanceof List<?> pair && pair.size() == 2)) {
              throw new IllegalArgumentException("cas takes [old, new], not " + op.value());
            }
            yield change(
                new Change.CompareAndSet(
                    key, number(op, pair.getFirst()), number(op, pair.getLast())));
          }
          case "delete" -> change(new Change.Delete(key));
          default ->
              throw new IllegalArgumentException(
                  "raft-kv has no operation " + op.f() + ", only read, write, cas, delete");
        };
    return new KvCall(op, event);
  }

  private static ClientCore.Event change(Change change) {
    return new ClientCore.Event.Change(change);
  }

  private static String number(Op op, @Nullable Object value) {
    if (value instanceof Long number) {
      return number.toString();
    }
    throw new IllegalArgumentException(op.f() + " takes whole numbers, not " + value);
  }

  /** What to tell the client. */
  ClientCore.Event event() {
    return event;
  }

  /**
   * How the operation ended.
   *
   * @param node who answered last, if any did
   */
  Completion completion(Outcome outcome, Optional<String> node) {
    return switch (outcome) {
      case Outcome.Ok(Reply reply) -> answered(reply, node);
      case Outcome.Rejected(String why) -> failed(Op.Type.FAIL, why, node);
      case Outcome.Indeterminate(String why) ->
          failed(isRead() ? Op.Type.FAIL : Op.Type.INFO, why, node);
    };
  }

  private Completion answered(Reply reply, Optional<String> node) {
    return switch (reply) {
      case Reply.Value(Optional<String> value) ->
          new Completion(Op.Type.OK, value.map(Long::valueOf).orElse(null), extra(node));
      case Reply.Done() -> new Completion(Op.Type.OK, invocation.value(), extra(node));
      case Reply.Swapped(boolean matched) ->
          matched
              ? new Completion(Op.Type.OK, invocation.value(), extra(node))
              : failed(Op.Type.FAIL, "value differed", node);
      case Reply.NoSession noSession ->
          throw new IllegalStateException("the client let through: " + noSession);
      case Reply.SessionOpened opened ->
          throw new IllegalStateException("the client let through: " + opened);
    };
  }

  private boolean isRead() {
    return event instanceof ClientCore.Event.Ask;
  }

  private Completion failed(Op.Type type, String why, Optional<String> node) {
    Map<String, Object> extra = extra(node);
    extra.put("error", why);
    return new Completion(type, invocation.value(), extra);
  }

  private static Map<String, Object> extra(Optional<String> node) {
    Map<String, Object> extra = new TreeMap<>();
    node.ifPresent(name -> extra.put("node", name));
    return extra;
  }
}
