package minos.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import minos.store.Json;

/** {@code figures.json}: a run in numbers, for comparisons and trends. */
final class FiguresJson {
  private static final int SCHEMA_VERSION = 1;

  private FiguresJson() {}

  static String of(RunReport run) {
    Figures figures = run.figures();
    ObjectNode root = Json.object();
    root.put("schemaVersion", SCHEMA_VERSION)
        .put("ops", figures.ops())
        .put("ok", figures.ok())
        .put("fail", figures.fail())
        .put("info", figures.info())
        .put("nanos", figures.nanos())
        .put("rate", figures.rate());
    put(root, run.progress().availability(0, run.end()));
    root.put("p50Nanos", figures.all().p50()).put("p99Nanos", figures.all().p99());
    ObjectNode latencies = root.putObject("latencies");
    figures
        .latencies()
        .forEach((f, latency) ->
            latencies
                .putObject(f)
                .put("ok", latency.count())
                .put("p50Nanos", latency.p50())
                .put("p99Nanos", latency.p99())
                .put("maxNanos", latency.max()));
    ArrayNode faults = root.putArray("faults");
    run.bands().forEach(band -> fault(faults.addObject(), band, run.progress().during(band)));
    run.contradiction().ifPresent(found -> contradiction(root.putObject("contradiction"), found));
    return Json.text(root);
  }

  private static void fault(ObjectNode node, Band band, Recovery recovery) {
    node.put("fault", band.kind())
        .put("fromNanos", band.from())
        .put("toNanos", band.to())
        .put("proven", band.proven())
        .put("okDuring", recovery.okDuring());
    put(node, recovery.availability());
    recovery
        .nanosToFirstOk()
        .ifPresentOrElse(
            nanos -> node.put("recoveryNanos", nanos), () -> node.putNull("recoveryNanos"));
  }

  private static void contradiction(ObjectNode node, Contradiction found) {
    node.put("rule", found.rule());
    node.set("key", Json.tree(found.key()));
    node.put("seenNanos", found.seenNanos());
  }

  private static void put(ObjectNode node, OptionalDouble availability) {
    availability.ifPresentOrElse(
        share -> node.put("availability", share), () -> node.putNull("availability"));
  }
}
