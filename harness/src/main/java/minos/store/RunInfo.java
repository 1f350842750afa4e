package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.cluster.Latency;
import minos.cluster.World;
import minos.fault.FaultScript;
import minos.fault.FaultTiming;
import minos.fault.Rhythm;
import minos.run.Test;
import minos.time.Durations;

/**
 * {@code run.json}: everything that is needed to repeat a run, and to judge it again.
 *
 * @param failFast whether the load was to end at the first contradiction
 * @param cluster what the cluster was made of; empty until it is up
 */
public record RunInfo(
    Test test, boolean failFast, Instant started, Versions versions, Map<String, String> cluster) {
  private static final int SCHEMA_VERSION = 1;
  private static final String SCRIPT = "script";
  private static final String SCHEDULE = "faultSchedule";
  private static final String INTERVAL = "faultInterval";
  private static final String FAIL_FAST = "failFast";
  private static final String OPS = "ops";
  private static final String SWARM = "swarm";
  private static final String PROGRAM = "program";
  private static final String LATENCY = "latency";
  private static final String SCRIPT_SOURCE = "scriptSource";

  public RunInfo withCluster(Map<String, String> description) {
    return new RunInfo(test, failFast, started, versions, description);
  }

  /**
   * The command that repeats the run.
   *
   * @param folder the run's, as a user may type it: what has operations of its own needs it
   */
  public String again(String folder) {
    return test.ops().isPresent()
        ? RepeatCommand.ofFolder(folder)
        : RepeatCommand.of(test, failFast);
  }

  /**
   * @param folder the run's, as a user may type it
   */
  String toJson(String folder) {
    ObjectNode root = Json.object();
    root.put("schemaVersion", SCHEMA_VERSION)
        .put("name", test.name())
        .put("started", started.toString())
        .put("repeat", again(folder));
    ObjectNode options = root.putObject("test");
    options
        .put("system", test.system())
        .put("workload", test.workload())
        .put("in", test.world().label())
        .put("nodes", test.nodes());
    test.faults().forEach(options.putArray("faults")::add);
    test.script().ifPresent(script -> put(script, options));
    options.put(SCHEDULE, test.timing().rhythm().label());
    test.timing().interval().ifPresent(each -> options.put(INTERVAL, Durations.label(each)));
    options
        .put("time", Durations.label(test.time()))
        .put("concurrency", test.concurrency())
        .put("rate", test.rate())
        .put("keys", test.keys())
        .put("seed", test.seed());
    test.flaws().forEach(options.putArray("flaws")::add);
    options.put("image", test.image()).put(SWARM, test.swarm()).put(FAIL_FAST, failFast);
    test.program().forEach(options.putArray(PROGRAM)::add);
    test.latency().ifPresent(latency -> options.put(LATENCY, latency.label()));
    test.ops().ifPresent(ops -> OpScriptJson.write(ops, options.putObject(OPS)));
    root.putObject("versions")
        .put("minos", versions.minos())
        .put("java", versions.java())
        .put("os", versions.os());
    ObjectNode description = root.putObject("cluster");
    cluster.forEach(description::put);
    return Json.text(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws StoreFailed naming the folder and what is wrong with its run.json
   */
  public static RunInfo read(RunFolder folder) throws StoreFailed {
    try {
      JsonNode root = Json.parse(folder.read("run.json"));
      if (root.path("schemaVersion").asInt() != SCHEMA_VERSION) {
        throw new IllegalArgumentException(
            "schemaVersion is " + root.path("schemaVersion") + ", expected " + SCHEMA_VERSION);
      }
      JsonNode versions = root.path("versions");
      return new RunInfo(
          test(root.path("test")),
          root.path("test").path(FAIL_FAST).asBoolean(),
          Instant.parse(text(root, "started")),
          new Versions(text(versions, "minos"), text(versions, "java"), text(versions, "os")),
          strings(root.path("cluster")));
    } catch (JsonProcessingException e) {
      throw new StoreFailed(folder.runJson() + " is no JSON: " + e.getOriginalMessage());
    } catch (RuntimeException e) {
      throw new StoreFailed(folder.runJson() + " cannot be understood: " + e.getMessage());
    }
  }

  private static Test test(JsonNode options) {
    Duration time = Durations.parse(text(options, "time"));
    return new Test(
        text(options, "system"),
        text(options, "workload"),
        World.valueOf(text(options, "in").toUpperCase(java.util.Locale.ROOT)),
        options.path("nodes").asInt(),
        list(options.path("faults")),
        script(options),
        timing(options),
        time,
        options.path("concurrency").asInt(),
        options.path("rate").asDouble(),
        options.path("keys").asInt(),
        options.path("seed").asLong(),
        list(options.path("flaws")),
        text(options, "image"),
        Optional.of(options.path(OPS)).filter(JsonNode::isObject).map(OpScriptJson::read),
        options.path(SWARM).asBoolean(),
        list(options.path(PROGRAM)),
        Optional.of(options.path(LATENCY).asText())
            .filter(text -> !text.isEmpty())
            .map(Latency::parse));
  }

  private static void put(FaultScript script, ObjectNode options) {
    options.put(SCRIPT_SOURCE, script.source());
    FaultScriptJson.write(script, options.putArray(SCRIPT));
  }

  private static Optional<FaultScript> script(JsonNode options) {
    return options.has(SCRIPT)
        ? Optional.of(
            FaultScriptJson.read(
                options.path(SCRIPT),
                text(options, SCRIPT_SOURCE),
                Test.nodeNames(options.path("nodes").asInt())))
        : Optional.empty();
  }

  private static FaultTiming timing(JsonNode options) {
    Optional<Duration> interval =
        Optional.of(options.path(INTERVAL).asText())
            .filter(text -> !text.isEmpty())
            .map(Durations::parse);
    return Rhythm.labelled(options.path(SCHEDULE).asText())
        .map(rhythm -> new FaultTiming(rhythm, interval))
        .orElse(FaultTiming.DEFAULT);
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text field '" + field + "'");
    }
    return value.textValue();
  }

  private static List<String> list(JsonNode array) {
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
