package minos.target;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.cluster.Client.Completion;
import minos.history.Op;
import minos.target.Exchange.Answer;

/**
 * An operation of a history as calls of the reference store, mostly one, and their outcome as the
 * end of the operation. Pure; the same in every world. What kind of object the operation means is
 * its field {@code object}: {@code counter}, {@code set}, {@code list}, {@code queue} or {@code
 * lock}, or the {@code cluster} itself; without the field it is a register.
 */
final class KvCall {
  /** The field of an operation. */
  private static final String OBJECT = "object";

  private final Op invocation;
  private final Exchange exchange;

  private KvCall(Op invocation, Exchange exchange) {
    this.invocation = invocation;
    this.exchange = exchange;
  }

  /** What comes after a call. */
  sealed interface Step {
    /** Another call of the same operation. */
    record More(KvCall call) implements Step {}

    /** The operation ends. */
    record End(Completion completion) implements Step {}
  }

  /**
   * @throws IllegalArgumentException if the store has no such operation, or no such argument
   */
  static KvCall of(Op op) {
    Object object = op.extra().getOrDefault(OBJECT, "register");
    Exchange first =
        switch (object.toString()) {
          case "register" -> RegisterCalls.of(op);
          case "counter" -> CounterCalls.of(op);
          case "set" -> SetCalls.of(op);
          case "list" -> ListCalls.of(op);
          case "queue" -> QueueCalls.of(op);
          case "lock" -> LockCalls.of(op);
          case "cluster" -> ClusterCalls.of(op);
          default ->
              throw new IllegalArgumentException(
                  "raft-kv has no object "
                      + object
                      + ", only register, counter, set, list, queue, lock");
        };
    return new KvCall(op, first);
  }

  /** What to tell the client. */
  ClientCore.Event event() {
    return exchange.event();
  }

  /**
   * What the outcome of the call means.
   *
   * @param node who answered last, if any did
   */
  Step after(Outcome outcome, Optional<String> node) {
    return switch (outcome) {
      case Outcome.Ok(var reply) ->
          switch (exchange.meaning().apply(reply)) {
            case Answer.Ok(var value) ->
                new Step.End(new Completion(Op.Type.OK, value, extra(node)));
            case Answer.Fail(String why) -> failed(Op.Type.FAIL, why, node);
            case Answer.Then(Exchange next) -> new Step.More(new KvCall(invocation, next));
          };
      case Outcome.Administered(var view) ->
          new Step.End(new Completion(Op.Type.OK, ClusterCalls.voters(view), extra(node)));
      case Outcome.Rejected(String why) -> failed(Op.Type.FAIL, why, node);
      case Outcome.Indeterminate(String why) ->
          failed(exchange.decides() ? Op.Type.INFO : Op.Type.FAIL, why, node);
    };
  }

  private Step failed(Op.Type type, String why, Optional<String> node) {
    Map<String, Object> extra = extra(node);
    extra.put("error", why);
    return new Step.End(new Completion(type, invocation.value(), extra));
  }

  private static Map<String, Object> extra(Optional<String> node) {
    Map<String, Object> extra = new TreeMap<>();
    node.ifPresent(name -> extra.put("node", name));
    return extra;
  }
}
