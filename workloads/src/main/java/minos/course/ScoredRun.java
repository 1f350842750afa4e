package minos.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import minos.check.Validity;
import minos.history.Op;
import minos.store.StoreFailed;
import minos.store.StoredRun;

/**
 * A test of the course that was run: what Minos says of it, and what the course would.
 *
 * @param shortfalls see {@link Scores#shortfalls}
 * @param tiers of the measures that the configuration has limits for
 */
record ScoredRun(
    Configuration course,
    long seed,
    StoredRun.Outcome outcome,
    Scores scores,
    List<String> shortfalls,
    Map<Measure, Tier> tiers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "course.json";

  /**
   * Counts, and leaves what it counted in the folder of the run.
   *
   * @throws StoreFailed if the log of messages is not there, or the folder cannot be written
   */
  static ScoredRun of(Configuration course, long seed, StoredRun.Outcome outcome)
      throws StoreFailed {
    Scores scores = count(course, outcome);
    Map<Measure, Tier> tiers = new EnumMap<>(Measure.class);
    course
        .benchmarks()
        .forEach((measure, limits) -> tiers.put(measure, limits.tier(scores.of(measure))));
    ScoredRun scored =
        new ScoredRun(course, seed, outcome, scores, scores.shortfalls(course), tiers);
    outcome.folder().write(FILE, scored.json());
    return scored;
  }

  /** As an exit code counts it: who falls short of what the course asks has not passed. */
  Validity validity() {
    Validity judged = outcome.verdict().validity();
    return shortfalls.isEmpty() ? judged : judged.and(Validity.UNKNOWN);
  }

  private static Scores count(Configuration course, StoredRun.Outcome outcome) throws StoreFailed {
    List<Op> begun =
        outcome.history().ops().stream()
            .filter(op -> op.type() == Op.Type.INVOKE && !op.isByNemesis())
            .toList();
    int load = Math.min(begun.size(), course.requests());
    Scores.Count count = new Scores.Count(outcome.info().test().nodeNames());
    Path log = outcome.folder().nodes().resolve("messages.jsonl");
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode message = JSON.readTree(line);
        if (message.path("event").asText().equals("sent")
            && !isLater(message.path("time").asLong(), begun, load, count)) {
          count.sent(
              message.path("time").asLong(),
              message.path("source").asText(),
              message.path("target").asText(),
              message.path("message").path("type").asText(),
              message.path("message").path("MID").asText());
        }
      }
    } catch (IOException e) {
      throw new StoreFailed("no scores without " + log + ": " + e.getMessage());
    }
    return count.scores(load);
  }

  /** Whether the final reads have begun; the first operation began with the first request. */
  private static boolean isLater(long nanos, List<Op> begun, int load, Scores.Count count) {
    return count.began().isPresent()
        && begun.size() > load
        && nanos - count.began().getAsLong() >= begun.get(load).time() - begun.getFirst().time();
  }

  private String json() {
    ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
    root.put("test", course.name()).put("seed", seed).put("verdict", validity().name());
    for (Measure measure : Measure.values()) {
      root.put(measure.field(), scores.of(measure));
    }
    ObjectNode grades = root.putObject("tiers");
    tiers.forEach((measure, tier) -> grades.put(measure.field(), tier.number()));
    shortfalls.forEach(root.putArray("shortfalls")::add);
    return root.toPrettyString() + "\n";
  }
}
