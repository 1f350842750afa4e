package minos.store.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads what a run's folder says in short, and no history. */
final class RunSummaries {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int WHY_MAX = 300;

  private RunSummaries() {}

  /** The head of a verdict; its parts, which can be many, are skipped. */
  private record Head(String verdict, String why, long checkMillis) {}

  /**
   * @param path of the folder, relative to the results
   * @return empty if it is no run: without a {@code run.json} that can be read
   */
  static Optional<RunSummary> of(Path results, String path, long modified) {
    Path folder = results.resolve(path);
    try {
      JsonNode run = MAPPER.readTree(folder.resolve("run.json").toFile());
      if (!run.path("test").isObject()) {
        return Optional.empty();
      }
      Path verdict = folder.resolve("verdict.json");
      Path figures = folder.resolve("figures.json");
      return Optional.of(
          summary(
              path,
              modified,
              run,
              Files.exists(verdict) ? head(verdict) : new Head(RunSummary.UNFINISHED, "", 0),
              Files.exists(figures)
                  ? MAPPER.readTree(figures.toFile())
                  : MAPPER.createObjectNode()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static RunSummary summary(
      String path, long modified, JsonNode run, Head verdict, JsonNode figures) {
    JsonNode test = run.path("test");
    JsonNode contradiction = figures.path("contradiction");
    return new RunSummary(
        path,
        modified,
        run.path("started").asText(),
        test.path("system").asText(),
        test.path("workload").asText(),
        test.path("in").asText(),
        test.path("nodes").asInt(),
        joined(test.path("faults")),
        joined(test.path("flaws")),
        test.path("seed").asLong(),
        run.path("versions").path("minos").asText(),
        verdict.verdict(),
        verdict.why(),
        contradiction.path("rule").asText(),
        figures.path("ops").asLong(),
        figures.hasNonNull("availability") ? figures.path("availability").asDouble() : null,
        nanos(figures, "p99Nanos"),
        recovery(figures.path("faults")),
        nanos(contradiction, "seenNanos"),
        verdict.checkMillis());
  }

  private static @Nullable Long nanos(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asLong() : null;
  }

  private static @Nullable Long recovery(JsonNode faults) {
    Long longest = null;
    for (JsonNode fault : faults) {
      Long nanos = nanos(fault, "recoveryNanos");
      if (nanos == null) {
        return null;
      }
      longest = longest == null ? nanos : Math.max(longest, nanos);
    }
    return longest;
  }

  private static String joined(JsonNode array) {
    StringJoiner joined = new StringJoiner(",");
    array.forEach(each -> joined.add(each.asText()));
    return joined.toString();
  }

  private static Head head(Path file) throws IOException {
    String verdict = "";
    String why = "";
    long millis = 0;
    try (JsonParser in = MAPPER.getFactory().createParser(file.toFile())) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        JsonToken value = in.nextToken();
        switch (field) {
          case "verdict" -> verdict = in.getText();
          case "checkMillis" -> millis = in.getLongValue();
          case "reasons" -> why = first(in);
          default -> {
            if (value.isStructStart()) {
              in.skipChildren();
            }
          }
        }
      }
    }
    return new Head(verdict, why, millis);
  }

  private static String first(JsonParser array) throws IOException {
    String first = "";
    while (array.nextToken() != JsonToken.END_ARRAY) {
      first = first.isEmpty() ? array.getText() : first;
    }
    return first.length() <= WHY_MAX ? first : first.substring(0, WHY_MAX) + "…";
  }
}
