package minos.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import minos.report.RunTable;
import minos.report.html.Markup;

/** Two runs side by side: what was asked for, and what came of it; what differs stands out. */
final class ComparePage {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NANOS = "Nanos";

  private ComparePage() {}

  static Answer of(Walls walls, Query query) throws IOException {
    Optional<Path> a = walls.findFolder(Walls.encoded(query.text("a")));
    Optional<Path> b = walls.findFolder(Walls.encoded(query.text("b")));
    if (a.isEmpty() || b.isEmpty() || query.text("a").isEmpty() || query.text("b").isEmpty()) {
      return Answer.refused(400, "choose two runs: one as a, one as b");
    }
    Markup markup = Layout.begin("Two runs");
    table(markup, query, "Verdict", verdict(a.get()), verdict(b.get()));
    table(markup, query, "Figures", figures(a.get()), figures(b.get()));
    table(markup, query, "Test", test(a.get()), test(b.get()));
    return Answer.page(Layout.end(markup));
  }

  private static void table(
      Markup markup, Query query, String title, Map<String, String> a, Map<String, String> b) {
    markup.leaf("h2", title).open("div", "class", "scroll").open("table").open("tr");
    markup.leaf("th", "");
    for (String side : List.of("a", "b")) {
      markup.open("th").text(side + ": ");
      String folder = Walls.encoded(query.text(side));
      markup.leaf("a", query.text(side), "href", "/files/" + folder + "/report.html").close();
    }
    markup.close();
    Set<String> names = new LinkedHashSet<>(a.keySet());
    names.addAll(b.keySet());
    for (String name : names) {
      String one = a.getOrDefault(name, "");
      String other = b.getOrDefault(name, "");
      markup.open("tr", "class", one.equals(other) ? "same" : "differs").leaf("td", name);
      markup.leaf("td", one).leaf("td", other).close();
    }
    markup.close().close();
  }

  private static Map<String, String> verdict(Path run) throws IOException {
    JsonNode verdict = json(run, "verdict.json");
    List<String> reasons = new ArrayList<>();
    verdict.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    Map<String, String> rows = new TreeMap<>();
    rows.put("verdict", verdict.path("verdict").asText("unfinished"));
    rows.put("why", reasons.isEmpty() ? "" : reasons.getFirst());
    return rows;
  }

  private static Map<String, String> test(Path run) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    JsonNode info = json(run, "run.json");
    flatten("", info.path("test"), rows);
    flatten("version of ", info.path("versions"), rows);
    rows.put("command", info.path("repeat").asText());
    return rows;
  }

  /** Numbers, latencies by f, and of each kind of fault the longest recovery. */
  private static Map<String, String> figures(Path run) throws IOException {
    JsonNode figures = json(run, "figures.json");
    Map<String, String> rows = new TreeMap<>();
    figures
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isValueNode() && !entry.getKey().equals("schemaVersion")) {
            put(entry.getKey(), entry.getValue(), rows);
          }
        });
    figures
        .path("latencies")
        .properties()
        .forEach(entry ->
            entry
                .getValue()
                .properties()
                .forEach(each -> put(entry.getKey() + " " + each.getKey(), each.getValue(), rows)));
    Map<String, Long> recovery = new TreeMap<>();
    for (JsonNode fault : figures.path("faults")) {
      JsonNode nanos = fault.path("recoveryNanos");
      recovery.merge(
          fault.path("fault").asText(),
          nanos.isNumber() ? nanos.asLong() : Long.MAX_VALUE,
          Math::max);
    }
    recovery.forEach((fault, nanos) ->
        rows.put(
            "recovery from " + fault, nanos == Long.MAX_VALUE ? "never" : RunTable.nanos(nanos)));
    return rows;
  }

  private static void put(String name, JsonNode value, Map<String, String> rows) {
    if (name.endsWith(NANOS) && value.isNumber()) {
      rows.put(name.substring(0, name.length() - NANOS.length()), RunTable.nanos(value.asLong()));
    } else if (name.endsWith("availability") && value.isNumber()) {
      rows.put(name, RunTable.share(value.asDouble()));
    } else {
      rows.put(name, value.isDouble() ? "%.1f".formatted(value.asDouble()) : value.asText());
    }
  }

  private static void flatten(String before, JsonNode node, Map<String, String> rows) {
    node.properties()
        .forEach(entry ->
            rows.put(
                before + entry.getKey(),
                entry.getValue().isValueNode()
                    ? entry.getValue().asText()
                    : entry.getValue().toString()));
  }

  /** An empty object for what is not there. */
  private static JsonNode json(Path run, String name) throws IOException {
    Path file = run.resolve(name);
    return Files.isRegularFile(file) ? MAPPER.readTree(file.toFile()) : MAPPER.createObjectNode();
  }
}
