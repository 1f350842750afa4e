package minos.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import minos.cluster.Client.Completion;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a history as one request to etcd, and its answer as the end of the operation.
 * Pure. The requests are those of etcd's gRPC gateway, API v3: JSON, keys and values in base64.
 * Reads are linearizable ones, which is etcd's default. A register is one key; a set is all keys
 * below its own, an element each.
 *
 * @param decides whether the operation may have happened once the request has left the client
 */
record EtcdCall(Op op, String path, String body, boolean decides, Function<JsonNode, Answer> read) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RANGE = "/v3/kv/range";
  private static final int OK = 200;

  /** What an answer with success says. */
  private record Answer(Op.Type type, @Nullable Object value, String error) {
    static Answer ok(@Nullable Object value) {
      return new Answer(Op.Type.OK, value, "");
    }
  }

  /**
   * @throws IllegalArgumentException if there is no such operation, or no such argument
   */
  static EtcdCall of(Op op) {
    Object object = op.extra().getOrDefault("object", "register");
    return switch (object.toString()) {
      case "register" -> ofRegister(op, "register/" + Arguments.key(op));
      case "set" -> ofSet(op, "set/" + Arguments.key(op) + "/");
      default -> throw new IllegalArgumentException("no object " + object + " in etcd");
    };
  }

  private static EtcdCall ofRegister(Op op, String key) {
    return switch (op.f()) {
      case "read", "get" ->
          new EtcdCall(op, RANGE, keyed(key).toString(), false, EtcdCall::valueRead);
      case "write", "put" -> put(op, key, Arguments.text(op));
      case "delete" -> change(op, "/v3/kv/deleterange", keyed(key));
      case "cas" -> compareAndSet(op, key);
      default -> throw new IllegalArgumentException("no operation " + op.f() + " of a register");
    };
  }

  private static EtcdCall ofSet(Op op, String prefix) {
    return switch (op.f()) {
      case "add" -> put(op, prefix + Arguments.text(op), "in");
      case "read" -> {
        ObjectNode all = keyed(prefix).put("keys_only", true);
        // The first text that no longer begins so: etcd's way to ask for a prefix.
        all.put("range_end", base64(prefix.substring(0, prefix.length() - 1) + "0"));
        yield new EtcdCall(op, RANGE, all.toString(), false, body -> elements(body, prefix));
      }
      default -> throw new IllegalArgumentException("no operation " + op.f() + " of a set");
    };
  }

  private static EtcdCall put(Op op, String key, String value) {
    return change(op, "/v3/kv/put", keyed(key).put("value", base64(value)));
  }

  private static EtcdCall change(Op op, String path, ObjectNode body) {
    return new EtcdCall(op, path, body.toString(), true, answer -> Answer.ok(op.value()));
  }

  private static EtcdCall compareAndSet(Op op, String key) {
    if (!(op.value() instanceof List<?> pair && pair.size() == 2)) {
      throw new IllegalArgumentException("cas takes [old, new], not " + op.value());
    }
    String expected = Long.toString(Arguments.number(op, pair.getFirst()));
    String next = Long.toString(Arguments.number(op, pair.getLast()));
    ObjectNode transaction = JSON.createObjectNode();
    transaction
        .putArray("compare")
        .add(
            keyed(key)
                .put("target", "VALUE")
                .put("result", "EQUAL")
                .put("value", base64(expected)));
    transaction
        .putArray("success")
        .addObject()
        .set("request_put", keyed(key).put("value", base64(next)));
    return new EtcdCall(
        op,
        "/v3/kv/txn",
        transaction.toString(),
        true,
        body ->
            body.path("succeeded").asBoolean()
                ? Answer.ok(op.value())
                : new Answer(Op.Type.FAIL, op.value(), "value differed"));
  }

  private static ObjectNode keyed(String key) {
    return JSON.createObjectNode().put("key", base64(key));
  }

  private static Answer valueRead(JsonNode body) {
    JsonNode found = body.path("kvs").path(0);
    return Answer.ok(
        found.isMissingNode() ? null : Long.valueOf(text(found.path("value").asText())));
  }

  private static Answer elements(JsonNode body, String prefix) {
    List<Long> elements = new ArrayList<>();
    body.path("kvs")
        .forEach(found ->
            elements.add(
                Long.valueOf(text(found.path("key").asText()).substring(prefix.length()))));
    return Answer.ok(elements.stream().sorted().toList());
  }

  /** What an answer means. Whatever is no clear success leaves a change in doubt. */
  Completion answered(int status, JsonNode body, String node) {
    if (status != OK) {
      return doubtful("HTTP " + status + ": " + body.path("error").asText("no reason"), node);
    }
    Answer answer = read.apply(body);
    return answer.error().isEmpty()
        ? new Completion(answer.type(), answer.value(), Map.of("node", node))
        : ended(answer.type(), answer.error(), node);
  }

  /** There is no clear answer: a read did not happen, a change may have. */
  Completion doubtful(String why, String node) {
    return ended(decides ? Op.Type.INFO : Op.Type.FAIL, why, node);
  }

  /** The request has never left. */
  Completion unsent(String why, String node) {
    return ended(Op.Type.FAIL, why, node);
  }

  private Completion ended(Op.Type type, String why, String node) {
    return new Completion(type, op.value(), new TreeMap<>(Map.of("error", why, "node", node)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
