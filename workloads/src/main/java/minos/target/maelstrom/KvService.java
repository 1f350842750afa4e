package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code read}, {@code write} and {@code cas} of keys. Which of its states a request meets makes
 * the difference between {@code lin-kv}, {@code seq-kv} and {@code lww-kv}.
 */
record KvService(KvStates states) implements Services.Service {

  @Override
  public ObjectNode answer(String client, JsonNode request) {
    JsonNode key = request.path("key");
    return switch (request.path("type").asText()) {
      case "read" -> {
        JsonNode found = states.meet(client, key);
        yield found == null ? Errors.noKey(key) : ok("read").set("value", found);
      }
      case "write" -> {
        JsonNode unused = states.meet(client, key); // So that it meets one of them at all.
        states.replace(client, key, value(request, "value"));
        yield ok("write");
      }
      case "cas" -> cas(client, key, request);
      default -> Errors.notSupported(request);
    };
  }

  /**
   * One that changes nothing where it looked is an answer of that moment; else it is done, if it
   * can be, to the state that can be changed.
   */
  private ObjectNode cas(String client, JsonNode key, JsonNode request) {
    ObjectNode early = objection(states.meet(client, key), key, request);
    if (early != null) {
      return early;
    }
    ObjectNode late = objection(states.newest(client, key), key, request);
    if (late == null) {
      states.replace(client, key, value(request, "to"));
    }
    return late == null ? ok("cas") : late;
  }

  private static @Nullable ObjectNode objection(
      @Nullable JsonNode found, JsonNode key, JsonNode request) {
    if (found == null) {
      return request.path("create_if_not_exists").asBoolean() ? null : Errors.noKey(key);
    }
    JsonNode expected = value(request, "from");
    return Objects.equals(found, expected) ? null : Errors.otherValue(expected, found);
  }

  private static JsonNode value(JsonNode request, String field) {
    JsonNode value = request.path(field);
    return value instanceof MissingNode ? NullNode.getInstance() : value;
  }

  private static ObjectNode ok(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type + "_ok");
  }
}
