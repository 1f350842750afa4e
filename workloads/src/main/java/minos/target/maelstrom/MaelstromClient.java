package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.history.Op;
import minos.process.Post;
import org.jspecify.annotations.Nullable;

/**
 * A client of programs that speak Maelstrom's protocol. It asks one node, always the same, and
 * nothing twice.
 */
final class MaelstromClient implements Client {
  private final String name;
  private final String node;
  private final MaelstromDialect dialect;
  private final Post post;
  private @Nullable Asked asked;

  /**
   * The operation under way.
   *
   * @param open nodes that have not answered, by the request's id
   * @param answers of those that have, where all are asked
   */
  private record Asked(
      Op op, Map<Long, String> open, Map<String, Object> answers, Consumer<Completion> done) {}

  MaelstromClient(String name, int process, MaelstromDialect dialect, Post post) {
    this.name = name;
    this.node = dialect.nodes().get(process % dialect.nodes().size());
    this.dialect = dialect;
    this.post = post;
    post.join(name, this::receive);
  }

  @Override
  public void invoke(Op invocation, Consumer<Completion> done) {
    Asked next = new Asked(invocation, new HashMap<>(), new TreeMap<>(), done);
    asked = next;
    List<String> targets = Rpc.asksAll(invocation) ? dialect.nodes() : List.of(node);
    for (String target : targets) {
      long id = dialect.freshId();
      next.open.put(id, target);
      ObjectNode body = dialect.rpc().request(invocation).put("msg_id", id);
      post.send(name, target, MaelstromDialect.message(name, target, body));
    }
  }

  /** Why what a node says to this client is no message of the protocol; empty if it is one. */
  Optional<String> objection(ObjectNode body) {
    JsonNode id = body.path("in_reply_to");
    if (!id.isIntegralNumber()) {
      return Optional.of("wrote to a client without 'in_reply_to'");
    }
    Asked now = asked;
    if (now == null || !now.open.containsKey(id.asLong())) {
      return Optional.empty(); // An answer to what was given up, or a second one.
    }
    String type = body.path("type").asText();
    if (type.equals("error")) {
      return body.path("code").isIntegralNumber()
          ? Optional.empty()
          : Optional.of("sent an error without a whole number 'code'");
    }
    String expected = Rpc.type(now.op) + "_ok";
    return type.equals(expected)
        ? Optional.empty()
        : Optional.of("answered by '%s' instead of '%s'".formatted(type, expected));
  }

  private void receive(ObjectNode message) {
    JsonNode body = message.path("body");
    Asked now = asked;
    String from = now == null ? null : now.open.remove(body.path("in_reply_to").asLong());
    if (now == null || from == null) {
      return;
    }
    Completion completion = dialect.rpc().completion(now.op, from, body);
    if (!Rpc.asksAll(now.op) || completion.type() != Op.Type.OK) {
      end(now, completion);
      return;
    }
    now.answers.put(from, Objects.requireNonNullElse(completion.value(), List.of()));
    if (now.open.isEmpty()) {
      end(now, new Completion(Op.Type.OK, now.answers, Map.of()));
    }
  }

  private void end(Asked now, Completion completion) {
    asked = null;
    now.done.accept(completion);
  }

  @Override
  public void close() {
    post.leave(name);
  }
}
