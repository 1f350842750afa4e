package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.Operation;

/** {@code verdict.json}: the verdict and all of its parts, for programs. */
public final class VerdictJson {
  private static final int SCHEMA_VERSION = 1;

  private VerdictJson() {}

  static String of(Verdict verdict, long checkNanos) {
    ObjectNode root = Json.object();
    root.put("schemaVersion", SCHEMA_VERSION);
    fill(root, verdict);
    root.put("checkMillis", checkNanos / 1_000_000);
    return Json.text(root);
  }

  /**
   * What a verdict of {@code minos check} is about.
   *
   * @param model what the objects were taken for
   * @param modelFrom who said so: asked, operations, or run
   * @param skipped how many malformed lines were left out
   */
  public record Subject(
      String file, String model, String modelFrom, long operations, long objects, long skipped) {}

  /** The same in one line, newline included, with what it is about. */
  public static String line(Subject subject, Verdict verdict, long checkNanos) {
    ObjectNode root = Json.object();
    root.put("schemaVersion", SCHEMA_VERSION).put("file", subject.file());
    root.put("model", subject.model()).put("modelFrom", subject.modelFrom());
    root.put("operations", subject.operations()).put("objects", subject.objects());
    root.put("skipped", subject.skipped());
    fill(root, verdict);
    root.put("checkMillis", checkNanos / 1_000_000);
    return root + "\n";
  }

  /** In place of {@link #line} for what could not be read, and why. */
  public static String unread(String file, String error) {
    ObjectNode root = Json.object();
    root.put("schemaVersion", SCHEMA_VERSION).put("file", file).put("error", error);
    return root + "\n";
  }

  /**
   * What a run said of itself (faults proven, progress, recovery): no later judging of the history
   * can know it.
   *
   * @return empty if there is no verdict.json: the run broke off
   */
  public static Optional<Verdict> ofRun(RunFolder folder, String checker) throws StoreFailed {
    if (!java.nio.file.Files.exists(folder.path().resolve("verdict.json"))) {
      return Optional.empty();
    }
    try {
      Verdict whole = read(Json.parse(folder.read("verdict.json")));
      return whole.parts().stream().filter(part -> part.checker().equals(checker)).findFirst();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new StoreFailed(
          folder.path().resolve("verdict.json") + " cannot be understood: " + e.getMessage());
    }
  }

  private static void fill(ObjectNode node, Verdict verdict) {
    node.put("verdict", verdict.validity().name().toLowerCase(Locale.ROOT))
        .put("checker", verdict.checker());
    verdict.reasons().forEach(node.putArray("reasons")::add);
    verdict.counterexample().ifPresent(found -> fill(node.putObject("counterexample"), found));
    if (!verdict.parts().isEmpty()) {
      var parts = node.putArray("parts");
      verdict.parts().forEach(part -> fill(parts.addObject(), part));
    }
  }

  /** Operations are named by the index of their invocation in the history. */
  private static void fill(ObjectNode node, Counterexample found) {
    node.put("refused", found.refused().invocation().index());
    var core = node.putArray("core");
    for (Operation operation : found.core()) {
      core.add(operation.invocation().index());
    }
    found.possible().forEach(node.putArray("possible")::add);
    node.put("rule", found.certificate().rule());
  }

  private static Verdict read(JsonNode node) {
    List<String> reasons = new ArrayList<>();
    node.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    List<Verdict> parts = new ArrayList<>();
    node.path("parts").forEach(part -> parts.add(read(part)));
    return new Verdict(
        Validity.valueOf(node.path("verdict").asText().toUpperCase(Locale.ROOT)),
        node.path("checker").asText(),
        reasons,
        parts);
  }
}
