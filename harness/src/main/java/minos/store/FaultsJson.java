package minos.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import minos.fault.FaultRecord;
import org.jspecify.annotations.Nullable;

/** {@code faults.json}: each fault as it was asked for, applied, proven and healed. */
final class FaultsJson {
  private static final int SCHEMA_VERSION = 1;

  private FaultsJson() {}

  static String of(List<FaultRecord> faults) {
    ObjectNode root = Json.object();
    root.put("schemaVersion", SCHEMA_VERSION);
    var array = root.putArray("faults");
    faults.forEach(fault -> fill(array.addObject(), fault));
    return Json.text(root);
  }

  private static void fill(ObjectNode node, FaultRecord fault) {
    node.put("fault", fault.fault())
        .put("proven", fault.proven())
        .put("healed", fault.healed())
        .put("askedNanos", fault.askedNanos());
    put(node, "appliedNanos", fault.appliedNanos());
    put(node, "healedNanos", fault.healedNanos());
    node.set("value", Json.tree(fault.value()));
    node.put("operations", fault.operations());
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
