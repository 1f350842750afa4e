package minos.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import minos.fault.Fault;
import minos.fault.FaultScript;

/** A fault script as {@code faults.json} and {@code run.json} hold it; other fields are left. */
final class FaultScriptJson {
  private static final String FAULT = "fault";
  private static final String BEGIN = "askedNanos";
  private static final String END = "healedNanos";
  private static final String VALUE = "value";

  private FaultScriptJson() {}

  static void write(FaultScript script, ArrayNode array) {
    for (FaultScript.Entry entry : script.entries()) {
      ObjectNode node = array.addObject();
      node.put(FAULT, entry.fault().label()).put(BEGIN, entry.begin());
      entry.end().ifPresent(end -> node.put(END, end));
      if (entry.fault() instanceof Fault.Chosen chosen) {
        node.set(VALUE, Json.tree(chosen.value()));
      }
    }
  }

  /**
   * @throws IllegalArgumentException naming the fault by its number, from 1
   */
  static FaultScript read(JsonNode array, String source, Collection<String> nodes) {
    return new FaultScript(source, entries(array, nodes));
  }

  /**
   * @throws IllegalArgumentException naming the fault by its number, from 1
   */
  static List<FaultScript.Entry> entries(Iterable<JsonNode> array, Collection<String> nodes) {
    List<FaultScript.Entry> entries = new ArrayList<>();
    int number = 0;
    for (JsonNode node : array) {
      number++;
      try {
        if (!hitNobody(node)) {
          FaultScript.Entry entry = entry(node);
          if (entry.fault() instanceof Fault.Chosen chosen) {
            requireKnown(chosen, nodes);
          }
          entries.add(entry);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("fault " + number + ": " + e.getMessage(), e);
      }
    }
    return entries;
  }

  private static boolean hitNobody(JsonNode node) {
    return node.path(VALUE).isArray() && node.path(VALUE).isEmpty();
  }

  private static FaultScript.Entry entry(JsonNode node) {
    String label = node.path(FAULT).asText();
    Fault as =
        Fault.labelled(label)
            .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + label + "'"));
    JsonNode end = node.path(END);
    return new FaultScript.Entry(
        node.has(VALUE) ? chosen(as, node) : as,
        nanos(node.path(BEGIN), BEGIN),
        end.isNumber() ? OptionalLong.of(nanos(end, END)) : OptionalLong.empty());
  }

  private static Fault chosen(Fault as, JsonNode node) {
    Object value = Json.value(node.path(VALUE));
    if (value == null) {
      throw new IllegalArgumentException(as.label() + " never took effect: it has no value");
    }
    return new Fault.Chosen(as, value);
  }

  private static long nanos(JsonNode node, String field) {
    if (!node.canConvertToExactIntegral()) {
      throw new IllegalArgumentException(field + " is a whole number, not '" + node + "'");
    }
    return node.longValue();
  }

  private static void requireKnown(Fault.Chosen fault, Collection<String> nodes) {
    for (String named : fault.named()) {
      if (!nodes.contains(named)) {
        throw new IllegalArgumentException(
            fault.label() + " hits " + named + ", which is not among " + nodes);
      }
    }
  }
}
