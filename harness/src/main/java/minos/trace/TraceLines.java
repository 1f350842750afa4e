package minos.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import minos.cluster.Traced;
import minos.history.JsonLines;
import minos.history.Op;

/**
 * A run as JSON lines in the order of time, each {@code {"time":...,"what":...}}: {@code send} and
 * {@code drop} and {@code receive} of messages by number, {@code event} of nodes, {@code op} of
 * clients and the nemesis as the history has them. Fit for the validation of traces against a
 * model: whoever replays it needs to know nothing that stands in a later line.
 */
public final class TraceLines {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TraceLines() {}

  /** One line each, without its end. */
  public static List<String> of(Timeline timeline) {
    record Line(long nanos, ObjectNode node) {}
    List<Line> lines = new ArrayList<>();
    timeline.events().forEach(event -> lines.add(new Line(event.nanos(), node(event))));
    timeline.history().forEach(op -> lines.add(new Line(op.time(), node(op))));
    lines.sort(Comparator.comparingLong(Line::nanos)); // stable
    return lines.stream().map(line -> line.node().toString()).toList();
  }

  private static ObjectNode node(Traced event) {
    return switch (event) {
      case Traced.Sent sent ->
          line(sent, "send")
              .put("message", sent.message())
              .put("from", sent.from())
              .put("to", sent.to())
              .set("body", MAPPER.valueToTree(Body.of(sent.body())));
      case Traced.Received received -> line(received, "receive").put("message", received.message());
      case Traced.Dropped dropped ->
          line(dropped, "drop").put("message", dropped.message()).put("why", dropped.why());
      case Traced.Noted noted ->
          line(noted, "event").put("node", noted.node()).set("says", parsed(noted.line()));
    };
  }

  private static ObjectNode node(Op op) {
    ObjectNode node = MAPPER.createObjectNode().put("time", op.time()).put("what", "op");
    return node.set("op", parsed(JsonLines.line(op)));
  }

  private static ObjectNode line(Traced event, String what) {
    return MAPPER.createObjectNode().put("time", event.nanos()).put("what", what);
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + json, e);
    }
  }
}
