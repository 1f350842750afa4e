package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import minos.fault.FaultRecord;
import minos.fault.FaultScript;
import org.jspecify.annotations.Nullable;

/** {@code faults.json}: each fault as it was asked for, applied, proven and healed. */
public final class FaultsJson {
  private static final int SCHEMA_VERSION = 1;
  private static final String SCHEMA = "schemaVersion";
  private static final String FAULTS = "faults";

  private FaultsJson() {}

  static String of(List<FaultRecord> faults) {
    ObjectNode root = Json.object();
    root.put(SCHEMA, SCHEMA_VERSION);
    var array = root.putArray(FAULTS);
    faults.forEach(fault -> fill(array.addObject(), fault));
    return Json.text(root);
  }

  /**
   * The faults of an earlier run, to be injected again.
   *
   * @param file named in errors
   * @param nodes of the cluster; the script may name no others
   * @throws StoreFailed with one clear line: which file, which fault, what is wrong
   */
  public static FaultScript read(Path file, Collection<String> nodes) throws StoreFailed {
    return read(file, faults -> FaultScriptJson.read(faults, file.toString(), nodes));
  }

  /** The faults of an earlier run that took effect, maybe none. */
  static List<FaultScript.Entry> applied(Path file, Collection<String> nodes) throws StoreFailed {
    return read(
        file,
        faults -> {
          List<JsonNode> applied = new ArrayList<>();
          for (JsonNode fault : faults) {
            if (fault.hasNonNull("appliedNanos")) {
              applied.add(fault);
            }
          }
          return FaultScriptJson.entries(applied, nodes);
        });
  }

  private static <T> T read(Path file, Function<JsonNode, T> reader) throws StoreFailed {
    try {
      JsonNode root = Json.parse(Files.readString(file));
      int version = root.path(SCHEMA).asInt();
      if (version != SCHEMA_VERSION) {
        throw new StoreFailed(
            file + ": " + SCHEMA + " is " + version + ", expected " + SCHEMA_VERSION);
      }
      return reader.apply(root.path(FAULTS));
    } catch (JsonProcessingException e) {
      throw new StoreFailed(file + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    } catch (IllegalArgumentException e) {
      throw new StoreFailed(file + ": " + e.getMessage());
    }
  }

  private static void fill(ObjectNode node, FaultRecord fault) {
    node.put("fault", fault.fault())
        .put("proven", fault.proven())
        .put("healed", fault.healed())
        .put("askedNanos", fault.askedNanos());
    put(node, "appliedNanos", fault.appliedNanos());
    put(node, "healedNanos", fault.healedNanos());
    node.set("value", Json.tree(fault.value()));
    node.put("operations", fault.operations())
        .put("ok", fault.ok())
        .put("leavesMajority", fault.leavesMajority());
    fault.evidence().forEach(node.putArray("evidence")::add);
    fault.healEvidence().forEach(node.putArray("healEvidence")::add);
    fault.errors().forEach(node.putArray("errors")::add);
  }

  private static void put(ObjectNode node, String field, @Nullable Long nanos) {
    if (nanos == null) {
      node.putNull(field);
    } else {
      node.put(field, nanos.longValue());
    }
  }
}
