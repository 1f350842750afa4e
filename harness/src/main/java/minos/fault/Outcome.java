package minos.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.cluster.Client.Completion;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * What came of breaking or healing something.
 *
 * @param value for the history: nodes, or a grudge
 * @param evidence what was observed; of a part, too, where the whole did not work
 * @param errors what did not work
 */
record Outcome(@Nullable Object value, List<String> evidence, List<String> errors) {

  static Outcome failed(Exception cause) {
    String message = cause.getMessage();
    return new Outcome(null, List.of(), List.of(message == null ? cause.toString() : message));
  }

  /**
   * There was nobody to be hit.
   *
   * @param why at least one line
   */
  static Outcome nobody(List<String> why) {
    return new Outcome(List.of(), why, List.of());
  }

  boolean isWhole() {
    return errors.isEmpty();
  }

  Outcome noting(List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(evidence);
    return new Outcome(value, all, errors);
  }

  /** The second line of a fault in the history; both are of type info, as is Jepsen's habit. */
  Completion asCompletion() {
    Map<String, Object> extra = new LinkedHashMap<>();
    if (!errors.isEmpty()) {
      extra.put("error", String.join("; ", errors));
    }
    if (!evidence.isEmpty()) {
      extra.put("evidence", evidence);
    }
    return new Completion(Op.Type.INFO, value, extra);
  }
}
