package minos.node.events;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import minos.node.json.Json;
import minos.raft.NodeId;

/**
 * Something that happened to a server.
 *
 * @param kind what it was
 * @param term the server's
 * @param index of the log entry that it is about, or the last that was applied
 * @param details further fields, for this kind
 */
public record NodeEvent(Kind kind, long term, long index, Map<String, Object> details) {
  /** What can happen; the words in the log are these in lower case, with dashes. */
  public enum Kind {
    STARTED,
    STOPPED,
    FATAL,
    VOTED,
    ELECTION_STARTED,
    ELECTION_WON,
    STEPPED_DOWN,
    LEADER_KNOWN,
    LEADER_LOST,
    COMMITTED,
    MEMBERSHIP_CHANGED,
    SESSION_OPENED,
    SESSION_EXPIRED,
    SNAPSHOT_TAKEN,
    SNAPSHOT_GIVEN_UP,
    SNAPSHOT_INSTALLED,
    DISK_FULL,
    DISK_FREE;

    /** As it stands in the log. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One line of the log, without its end.
   *
   * @param wallMillis since 1970
   * @param monotonicNanos of the server's own clock, which starts anywhere
   */
  public String toJson(long wallMillis, long monotonicNanos, NodeId node) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", wallMillis);
    line.put("nanos", monotonicNanos);
    line.put("node", node);
    line.put("event", kind.word());
    line.put("term", term);
    line.put("index", index);
    line.putAll(new TreeMap<>(details));
    return Json.of(line);
  }
}
