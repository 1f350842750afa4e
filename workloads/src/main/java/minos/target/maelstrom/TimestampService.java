package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code lin-tso}: to each {@code ts} a greater number than to all before. */
final class TimestampService implements Services.Service {
  private long next;

  @Override
  public ObjectNode answer(String client, JsonNode request) {
    return request.path("type").asText().equals("ts")
        ? JsonNodeFactory.instance.objectNode().put("type", "ts_ok").put("ts", next++)
        : Errors.notSupported(request);
  }
}
