package minos.suite.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.CaseReport;
import minos.suite.Shard;
import minos.suite.Standing;
import minos.suite.SuiteReport;

/** {@code suite.json}: all that a suite came to; results/README.md says it field by field. */
public final class SuiteJson {
  private static final int SCHEMA_VERSION = 1;
  private static final String SCHEMA = "schemaVersion";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private SuiteJson() {}

  public static String of(SuiteReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put(SCHEMA, SCHEMA_VERSION)
        .put("suite", report.suite())
        .put("file", report.file())
        .put("digest", report.digest())
        .put("started", report.started().toString());
    report.shard().ifPresent(shard -> root.put("shard", shard.label()));
    report.budget().ifPresent(budget -> root.put("budgetMillis", budget.toMillis()));
    root.put("wallMillis", report.wall().toMillis()).put("complete", report.complete());
    if (report.complete()) {
      root.put("verdict", report.answer().label()).put("exitCode", report.answer().exitCode());
    }
    ObjectNode versions = root.putObject("versions");
    report.versions().forEach(versions::put);
    ObjectNode counts = root.putObject("counts");
    report.counts().forEach((standing, count) -> counts.put(standing.label(), count));
    report.findings().forEach(root.putArray("findings")::add);
    var cases = root.putArray("cases");
    report.cases().forEach(each -> fill(cases.addObject(), each));
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of our own making is no JSON", e);
    }
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  public static SuiteReport read(String text) {
    JsonNode root = parse(text);
    if (root.path(SCHEMA).asInt() != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          SCHEMA + " is " + root.path(SCHEMA) + ", expected " + SCHEMA_VERSION);
    }
    String suite = text(root, "suite");
    List<CaseReport> cases = new ArrayList<>();
    root.path("cases").forEach(each -> cases.add(caseReport(suite, each)));
    return new SuiteReport(
        suite,
        text(root, "file"),
        text(root, "digest"),
        Instant.parse(text(root, "started")),
        optional(root, "shard").map(shard -> Shard.parse(shard, Map.of())),
        Optional.of(root.path("budgetMillis"))
            .filter(JsonNode::isNumber)
            .map(millis -> Duration.ofMillis(millis.asLong())),
        Duration.ofMillis(root.path("wallMillis").asLong()),
        root.path("complete").asBoolean(),
        strings(root.path("versions")),
        list(root.path("findings")),
        cases);
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  private static void fill(ObjectNode node, CaseReport report) {
    Case one = report.one();
    node.put("classname", one.classname())
        .put("name", one.name())
        .put("group", one.group())
        .put("where", one.where());
    ObjectNode options = node.putObject("options");
    one.options().forEach(options::put);
    node.put("expects", one.expects().name().toLowerCase(Locale.ROOT))
        .put("ifAvailable", one.ifAvailable())
        .put("command", one.command())
        .put("standing", report.standing().label());
    if (!report.reason().isEmpty()) {
      node.put("reason", report.reason());
    }
    var attempts = node.putArray("attempts");
    report.attempts().forEach(attempt -> AttemptJson.fill(attempts.addObject(), attempt));
  }

  private static CaseReport caseReport(String suite, JsonNode node) {
    Case one =
        new Case(
            suite,
            text(node, "name"),
            strings(node.path("options")),
            Case.Expectation.valueOf(text(node, "expects").toUpperCase(Locale.ROOT)),
            node.path("ifAvailable").asBoolean(),
            text(node, "where"));
    List<Attempt> attempts = new ArrayList<>();
    node.path("attempts").forEach(attempt -> attempts.add(AttemptJson.read(attempt)));
    return new CaseReport(
        one,
        Standing.labelled(text(node, "standing")),
        optional(node, "reason").orElse(""),
        attempts);
  }

  static String text(JsonNode node, String field) {
    return optional(node, field)
        .orElseThrow(() -> new IllegalArgumentException("no text field '" + field + "'"));
  }

  static Optional<String> optional(JsonNode node, String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  static List<String> list(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(element -> values.add(element.asText()));
    return List.copyOf(values);
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> values = new LinkedHashMap<>();
    object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    return values;
  }
}
