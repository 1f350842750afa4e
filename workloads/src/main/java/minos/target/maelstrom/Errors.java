package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Errors that services answer, by the numbers of doc/protocol.md. */
final class Errors {
  private static final int NOT_SUPPORTED = 10;
  private static final int KEY_DOES_NOT_EXIST = 20;
  private static final int PRECONDITION_FAILED = 22;

  private Errors() {}

  static ObjectNode notSupported(JsonNode request) {
    return error(NOT_SUPPORTED, "no request of type '" + request.path("type").asText() + "'");
  }

  static ObjectNode noKey(JsonNode key) {
    return error(KEY_DOES_NOT_EXIST, "there is no key " + key);
  }

  static ObjectNode otherValue(JsonNode expected, JsonNode found) {
    return error(PRECONDITION_FAILED, "expected " + expected + ", but it is " + found);
  }

  private static ObjectNode error(int code, String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "error")
        .put("code", code)
        .put("text", text);
  }
}
