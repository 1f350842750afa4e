package minos.hunt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The kill matrix as JSON, for programs and to compare with a later one. */
public final class KillMatrix {
  private static final int SCHEMA_VERSION = 1;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private KillMatrix() {}

  /** How often a flaw was caught in an earlier hunt. */
  public record Earlier(long caught, long trials) {
    public Interval probability() {
      return Interval.of(caught, trials);
    }
  }

  public static String json(Iterable<Row> rows) {
    ObjectNode root = MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    ArrayNode array = root.putArray("flaws");
    rows.forEach(row -> fill(array.addObject(), row));
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of our own making is no JSON", e);
    }
  }

  private static void fill(ObjectNode node, Row row) {
    node.put("flaw", row.flaw())
        .put("caught", row.caught())
        .put("trials", row.trials())
        .put("unknown", row.unknown())
        .put("probabilityLow", row.probability().low())
        .put("probabilityHigh", row.probability().high());
    ObjectNode judges = node.putObject("byJudge");
    row.byJudge().forEach((judge, count) -> judges.put(judge.label(), count));
    ObjectNode first = node.putObject("firstBy");
    row.firstBy().forEach((judge, count) -> first.put(judge.label(), count));
    row.median()
        .ifPresent(median ->
            node.putObject("median")
                .put("trials", median.trials())
                .put("virtualNanos", median.virtualNanos())
                .put("realNanos", median.realNanos()));
    row.example()
        .ifPresent(example -> {
          fill(node.putObject("example"), example.ground())
              .put("seed", example.test().seed())
              .put("firstBy", example.first().label())
              .put("what", example.what());
        });
    ArrayNode grounds = node.putArray("grounds");
    row.grounds()
        .forEach(on ->
            fill(grounds.addObject(), on.ground())
                .put("caught", on.caught())
                .put("trials", on.trials()));
  }

  private static ObjectNode fill(ObjectNode node, Ground ground) {
    return node.put("workload", ground.workload()).put("faults", ground.faults());
  }

  /**
   * What {@link #json} wrote, by flaw.
   *
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  public static Map<String, Earlier> read(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
    if (root.path("schemaVersion").asInt() != SCHEMA_VERSION || !root.path("flaws").isArray()) {
      throw new IllegalArgumentException("no result of a hunt, as --json prints it");
    }
    Map<String, Earlier> earlier = new LinkedHashMap<>();
    for (JsonNode flaw : root.path("flaws")) {
      earlier.put(
          flaw.path("flaw").asText(),
          new Earlier(flaw.path("caught").asLong(), flaw.path("trials").asLong()));
    }
    return earlier;
  }
}
