package minos.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import minos.cluster.Traced;
import minos.history.History;
import minos.history.Op;

/**
 * What programs told one another, as the log of the network that Minos played for them has it: a
 * line when a message is sent, and one for each time that it arrives or is lost. Messages of
 * clients are their operations, and left out.
 */
public final class MessageLines {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private final Set<String> members;
  private final Set<String> clients = new HashSet<>();
  private final List<Traced> events = new ArrayList<>();
  private final OptionalLong firstOperation;

  /** When the run began, by the clock of the log; once the first client has spoken. */
  private OptionalLong began = OptionalLong.empty();

  private MessageLines(List<String> nodes, History history) {
    this.members = new LinkedHashSet<>(nodes);
    this.firstOperation =
        history.ops().stream().filter(op -> !op.isByNemesis()).mapToLong(Op::time).findFirst();
  }

  /**
   * A run of programs, with whomever they wrote to beside one another as a node, too.
   *
   * @throws IllegalArgumentException naming the line that is none of such a log
   */
  public static Timeline of(List<String> nodes, History history, List<String> lines) {
    MessageLines log = new MessageLines(nodes, history);
    for (int line = 0; line < lines.size(); line++) {
      try {
        log.add(MAPPER.readTree(lines.get(line)));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("line %d is no JSON".formatted(line + 1), e);
      }
    }
    return new Timeline(List.copyOf(log.members), history, List.of(), log.events);
  }

  private void add(JsonNode line) {
    String source = line.path("source").asText();
    String target = line.path("target").asText();
    long nanos = line.path("time").asLong();
    if (!members.contains(source)) {
      clients.add(source); // Who speaks before anybody has written to it is a client.
      if (began.isEmpty()) {
        began = OptionalLong.of(nanos - firstOperation.orElse(0));
      }
    }
    if (clients.contains(source) || clients.contains(target)) {
      return;
    }
    members.add(target);
    if (began.isPresent()) {
      events.add(event(line, nanos - began.getAsLong(), source, target));
    }
  }

  private static Traced event(JsonNode line, long nanos, String source, String target) {
    long id = line.path("id").asLong();
    return switch (line.path("event").asText()) {
      case "sent" -> new Traced.Sent(nanos, id, source, target, body(line.path("message")));
      case "arrived" -> new Traced.Received(nanos, id);
      default -> new Traced.Dropped(nanos, id, line.path("event").asText());
    };
  }

  /** Within an envelope, the letter. */
  private static Map<String, Object> body(JsonNode message) {
    JsonNode body = message.path("body").isObject() ? message.path("body") : message;
    return MAPPER.convertValue(body, FIELDS);
  }
}
