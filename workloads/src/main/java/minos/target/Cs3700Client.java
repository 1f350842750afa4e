package minos.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.history.Op;
import minos.process.Post;
import org.jspecify.annotations.Nullable;

/**
 * A client of replicas of the course CS3700. It asks whom it has for the leader. A {@code get} that
 * is redirected is asked again, there; a {@code put} is not, since a leader that was deposed may
 * redirect what others commit later: its outcome is unknown. For the same reason {@code fail} says
 * nothing of a {@code put}. So no replica that keeps the rules is ever judged by bad luck.
 */
final class Cs3700Client implements Client {
  /** A leader is found in two steps; more are an election. */
  private static final int REDIRECTS_MAX = 3;

  private final String name;
  private final String id;
  private final int process;
  private final Cs3700Dialect dialect;
  private final Post post;
  private @Nullable Asked asked;

  /** The operation under way. */
  private record Asked(String mid, Op op, String node, int redirects, Consumer<Completion> done) {
    boolean isRead() {
      return op.f().equals("read");
    }
  }

  Cs3700Client(String name, String id, int process, Cs3700Dialect dialect, Post post) {
    this.name = name;
    this.id = id;
    this.process = process;
    this.dialect = dialect;
    this.post = post;
    post.join(name, this::receive);
  }

  @Override
  public void invoke(Op invocation, Consumer<Completion> done) {
    String anyone = dialect.nodes().get(process % dialect.nodes().size());
    ask(invocation, dialect.node(dialect.leader()).orElse(anyone), 0, done);
  }

  private void ask(Op op, String node, int redirects, Consumer<Completion> done) {
    Asked next = new Asked(dialect.freshId(), op, node, redirects, done);
    asked = next;
    ObjectNode message =
        dialect
            .message(id, dialect.id(node), next.isRead() ? "get" : "put")
            .put("MID", next.mid)
            .put("key", String.valueOf(op.key()));
    if (!next.isRead()) {
      message.put("value", String.valueOf(op.value()));
    }
    post.send(name, node, message);
  }

  private void receive(ObjectNode message) {
    Asked now = asked;
    if (now == null || !now.mid.equals(message.path("MID").asText())) {
      return; // An answer to what was given up, or a second one.
    }
    asked = null;
    Optional<String> leader = dialect.node(message.path("leader").asText());
    String type = message.path("type").asText();
    switch (type) {
      case "ok" -> end(now, Op.Type.OK, now.isRead() ? value(message.get("value")) : value(now));
      case "redirect" -> {
        if (now.isRead() && leader.isPresent() && now.redirects < REDIRECTS_MAX) {
          ask(now.op, leader.get(), now.redirects + 1, now.done);
        } else {
          refused(now, "redirected to " + leader.orElse("nobody"));
        }
      }
      case "fail" -> refused(now, "answered by fail");
      default -> refused(now, "answered by a message of type '" + type + "'");
    }
  }

  private static @Nullable Object value(Asked asked) {
    return asked.op.value();
  }

  /** As it was written: a number, or something that nobody has written; empty for nothing. */
  private static @Nullable Object value(@Nullable JsonNode said) {
    String text = said == null ? "" : said.asText();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private void refused(Asked now, String why) {
    now.done.accept(
        new Completion(
            now.isRead() ? Op.Type.FAIL : Op.Type.INFO,
            now.op.value(),
            Map.of("error", why, "node", now.node)));
  }

  private static void end(Asked now, Op.Type type, @Nullable Object value) {
    now.done.accept(new Completion(type, value, Map.of("node", now.node)));
  }

  @Override
  public void close() {
    post.leave(name);
  }
}
