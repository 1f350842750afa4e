package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import minos.history.HistoryMalformed;
import minos.history.JsonLines;
import minos.history.Op;
import minos.run.OpScript;

/** A script of operations as {@code run.json} holds it: each as the history would. */
final class OpScriptJson {
  private static final String LOAD = "load";
  private static final String FINALS = "finals";

  private OpScriptJson() {}

  static void write(OpScript script, ObjectNode node) {
    write(script.load(), node.putArray(LOAD));
    write(script.finals(), node.putArray(FINALS));
  }

  private static void write(List<Op> ops, ArrayNode array) {
    for (Op op : ops) {
      try {
        array.add(Json.parse(JsonLines.line(op)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a line of our own making is no JSON", e);
      }
    }
  }

  /**
   * @throws IllegalArgumentException naming the operation that is none
   */
  static OpScript read(JsonNode node) {
    return new OpScript(ops(node.path(LOAD)), ops(node.path(FINALS)));
  }

  /** Each by itself: in a script a process need not have ended what it began. */
  private static List<Op> ops(JsonNode array) {
    List<Op> ops = new ArrayList<>();
    for (JsonNode each : array) {
      byte[] line = each.toString().getBytes(StandardCharsets.UTF_8);
      try {
        ops.addAll(JsonLines.read(new ByteArrayInputStream(line), "ops").history().ops());
      } catch (IOException | HistoryMalformed e) {
        throw new IllegalArgumentException("no operation: " + each + ": " + e.getMessage(), e);
      }
    }
    return ops;
  }
}
