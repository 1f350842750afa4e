package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.Client.Completion;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * What clients of a workload ask, and what answers mean (doc/workloads.md): an operation is a
 * request of the same name, its answer has {@code _ok} behind it.
 *
 * @param workload by name
 */
record Rpc(String workload) {
  static final String BROADCAST = "broadcast";
  static final String G_SET = "g-set";
  static final String LIN_KV = "lin-kv";

  /** All that are served. */
  static final List<String> WORKLOADS =
      List.of(
          "echo",
          "unique-ids",
          BROADCAST,
          G_SET,
          "g-counter",
          "pn-counter",
          LIN_KV,
          "txn-list-append");

  /** A read of every node, for what each of them holds in the end. */
  private static final String READ_ALL = "read-all";

  private static final String READ = "read";
  private static final int KEY_DOES_NOT_EXIST = 20;

  /**
   * By the table of doc/protocol.md. What that does not know leaves open what happened, as do the
   * numbers from 1000 on, which are the users' own.
   */
  private static final Set<Integer> DEFINITE = Set.of(1, 10, 11, 12, 14, 20, 21, 22, 30);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether an operation is a question to all nodes, answered with what each of them said. */
  static boolean asksAll(Op op) {
    return op.f().equals(READ_ALL);
  }

  /** The type of a request for an operation. */
  static String type(Op op) {
    return asksAll(op) ? READ : op.f();
  }

  /**
   * @throws IllegalArgumentException if it is no operation of these workloads
   */
  ObjectNode request(Op op) {
    ObjectNode body = JSON.createObjectNode().put("type", type(op));
    JsonNode value = JSON.valueToTree(op.value());
    switch (op.f()) {
      case "echo" -> body.set("echo", value);
      case "generate", READ_ALL -> {}
      case BROADCAST -> body.set("message", value);
      case "add" -> body.set(workload.equals(G_SET) ? "element" : "delta", value);
      case "txn" -> body.set("txn", value);
      case READ, "write", "cas" -> keyed(op, body, value);
      default -> throw new IllegalArgumentException(workload + " has no operation " + op.f());
    }
    return body;
  }

  private static void keyed(Op op, ObjectNode body, JsonNode value) {
    if (op.key() != null) {
      body.set("key", JSON.valueToTree(op.key()));
    }
    if (op.f().equals("write")) {
      body.set("value", value);
    } else if (op.f().equals("cas")) {
      body.set("from", value.path(0));
      body.set("to", value.path(1));
    }
  }

  /** What an operation that is ok returns, by the body of its answer. */
  @Nullable Object result(Op op, JsonNode body) {
    return switch (op.f()) {
      case "echo" -> plain(body.get("echo"));
      case "generate" -> plain(body.get("id"));
      case READ, READ_ALL -> plain(body.get(workload.equals(BROADCAST) ? "messages" : "value"));
      case "txn" -> plain(body.get("txn"));
      default -> op.value();
    };
  }

  /**
   * How an operation ended that one node was asked for. An error that is definite says that it did
   * not happen, any other leaves that open, but for reads, which change nothing; and a key that
   * does not exist is an answer to a read.
   */
  Completion completion(Op op, String node, JsonNode body) {
    if (!body.path("type").asText().equals("error")) {
      return new Completion(Op.Type.OK, result(op, body), Map.of("node", node));
    }
    int code = body.path("code").asInt();
    if (workload.equals(LIN_KV) && op.f().equals(READ) && code == KEY_DOES_NOT_EXIST) {
      return new Completion(Op.Type.OK, null, Map.of("node", node));
    }
    String error = (code + " " + body.path("text").asText()).strip();
    boolean certain = op.f().equals(READ) || asksAll(op) || DEFINITE.contains(code);
    return new Completion(
        certain ? Op.Type.FAIL : Op.Type.INFO, op.value(), Map.of("error", error, "node", node));
  }

  private static @Nullable Object plain(@Nullable JsonNode node) {
    return node == null ? null : JSON.convertValue(node, Object.class);
  }
}
