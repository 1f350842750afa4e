package minos.suite.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import minos.suite.Attempt;

/** One attempt as JSON: in {@code suite.json}, and as a line of {@code results.jsonl}. */
public final class AttemptJson {
  private static final String CASE = "case";
  private static final String ELAPSED = "elapsedMillis";

  private AttemptJson() {}

  /**
   * A line of {@code results.jsonl}.
   *
   * @param index of the case in the plan
   * @param elapsed real time since the suite began
   */
  public record Line(int index, Duration elapsed, Attempt attempt) {}

  /** Newline included. */
  public static String of(Line line) {
    ObjectNode node = SuiteJson.object();
    node.put(CASE, line.index()).put(ELAPSED, line.elapsed().toMillis());
    fill(node, line.attempt());
    return node + "\n";
  }

  /**
   * @throws IllegalArgumentException if it is none, such as the half of one that a crash left
   */
  public static Line readLine(String line) {
    JsonNode node = SuiteJson.parse(line);
    if (!node.path(CASE).isInt()) {
      throw new IllegalArgumentException("no line of results.jsonl: " + line);
    }
    return new Line(
        node.path(CASE).asInt(), Duration.ofMillis(node.path(ELAPSED).asLong()), read(node));
  }

  static void fill(ObjectNode node, Attempt attempt) {
    node.put("ended", attempt.ended().toString())
        .put("ending", attempt.ending().name().toLowerCase(Locale.ROOT));
    attempt.why().forEach(node.putArray("why")::add);
    attempt.folder().ifPresent(folder -> node.put("folder", folder));
    attempt
        .finding()
        .ifPresent(finding -> {
          node.put("anomaly", finding.anomaly()).put("fingerprint", finding.fingerprint());
          finding.firstSeen().ifPresent(first -> node.put("firstSeen", first.toString()));
        });
    Attempt.Figures figures = attempt.figures();
    node.put("wallMillis", attempt.wall().toMillis())
        .put("checkMillis", attempt.check().toMillis())
        .put("ops", figures.ops())
        .put("ok", figures.ok())
        .put("fail", figures.fail())
        .put("info", figures.info());
    figures.p99Micros().ifPresent(micros -> node.put("p99Micros", micros));
    ObjectNode recovery = node.putObject("recoveryMillis");
    figures.recoveryMillis().forEach(recovery::put);
  }

  static Attempt read(JsonNode node) {
    return new Attempt(
        Instant.parse(SuiteJson.text(node, "ended")),
        Attempt.Ending.valueOf(SuiteJson.text(node, "ending").toUpperCase(Locale.ROOT)),
        SuiteJson.list(node.path("why")),
        SuiteJson.optional(node, "folder"),
        SuiteJson.optional(node, "fingerprint")
            .map(fingerprint ->
                new Attempt.Finding(
                    SuiteJson.optional(node, "anomaly").orElse(""),
                    fingerprint,
                    SuiteJson.optional(node, "firstSeen").map(Instant::parse))),
        Duration.ofMillis(node.path("wallMillis").asLong()),
        Duration.ofMillis(node.path("checkMillis").asLong()),
        figures(node));
  }

  private static Attempt.Figures figures(JsonNode node) {
    Map<String, Long> recovery = new TreeMap<>();
    node.path("recoveryMillis")
        .properties()
        .forEach(entry -> recovery.put(entry.getKey(), entry.getValue().asLong()));
    return new Attempt.Figures(
        node.path("ok").asLong(),
        node.path("fail").asLong(),
        node.path("info").asLong(),
        Optional.of(node.path("p99Micros"))
            .filter(JsonNode::isNumber)
            .map(micros -> OptionalLong.of(micros.asLong()))
            .orElse(OptionalLong.empty()),
        recovery);
  }
}
