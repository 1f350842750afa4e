package minos.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import minos.cluster.Traced;

/**
 * What a node said of itself.
 *
 * @param event in its words, such as {@code election-won}
 * @param line all that it said, as JSON
 */
public record Note(long nanos, String node, String event, long term, long index, String line) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Note of(Traced.Noted noted) {
    try {
      JsonNode says = MAPPER.readTree(noted.line());
      return new Note(
          noted.nanos(),
          noted.node(),
          says.path("event").asText(),
          says.path("term").asLong(),
          says.path("index").asLong(),
          noted.line());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + noted.line(), e);
    }
  }

  public boolean beginsLeadership() {
    return event.equals("election-won");
  }

  /** Also a node that starts leads no more. */
  public boolean endsLeadership() {
    return event.equals("stepped-down") || event.equals("started");
  }

  /** For a picture: {@code election-won, term 3}, {@code committed 7}. */
  public String inWords() {
    return switch (event) {
      case "committed", "session-opened" -> event + " " + index;
      case "membership-changed" -> event;
      default -> event + ", term " + term;
    };
  }
}
