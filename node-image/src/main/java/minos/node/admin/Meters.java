package minos.node.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import minos.client.Request;
import minos.client.Response;
import minos.node.events.NodeEvent;
import minos.node.events.NodeEvent.Kind;

/** What a server counts while it works; any thread may add. */
public final class Meters implements Consumer<NodeEvent> {
  private enum Asked {
    PROPOSAL,
    READ
  }

  private enum Came {
    ANSWERED,
    REJECTED,
    INDETERMINATE
  }

  private final Map<Kind, LongAdder> events = new java.util.EnumMap<>(Kind.class);
  private final LongAdder[][] outcomes = new LongAdder[Asked.values().length][Came.values().length];
  private final Histogram proposals = new Histogram();
  private final Histogram reads = new Histogram();

  /** Of the log's writes, each without its force. */
  public final Histogram appends = new Histogram();

  /** Of the log's forces. */
  public final Histogram forces = new Histogram();

  public Meters() {
    for (Kind kind : Kind.values()) {
      events.put(kind, new LongAdder());
    }
    for (LongAdder[] row : outcomes) {
      for (int i = 0; i < row.length; i++) {
        row[i] = new LongAdder();
      }
    }
  }

  @Override
  public void accept(NodeEvent event) {
    count(event.kind()).increment();
  }

  /**
   * A question was answered.
   *
   * @param nanos since it was taken up
   */
  public void answered(Request request, Response response, long nanos) {
    Asked asked =
        switch (request) {
          case Request.Propose p -> Asked.PROPOSAL;
          case Request.Read r -> Asked.READ;
        };
    Came came =
        switch (response) {
          case Response.Answered a -> Came.ANSWERED;
          case Response.Rejected r -> Came.REJECTED;
          case Response.Indeterminate i -> Came.INDETERMINATE;
        };
    outcomes[asked.ordinal()][came.ordinal()].increment();
    if (came == Came.ANSWERED) {
      (asked == Asked.PROPOSAL ? proposals : reads).record(nanos);
    }
  }

  /** Adds all of it. */
  public void addTo(Exposition to) {
    to.labelled("proposals_total", "counter", "Commands of clients.", by(Asked.PROPOSAL))
        .labelled("reads_total", "counter", "Reads of clients.", by(Asked.READ))
        .histogram("proposal_seconds", "From taking a command up to its answer.", proposals)
        .histogram("read_seconds", "From taking a read up to its answer.", reads)
        .histogram("append_seconds", "Writes to the log, without the force.", appends)
        .histogram("fsync_seconds", "Forces of the log.", forces)
        .counter("elections_total", "Elections begun here.", sum(Kind.ELECTION_STARTED))
        .counter("elections_won_total", "Elections won here.", sum(Kind.ELECTION_WON))
        .counter(
            "leader_changes_total",
            "Leaders that this server has known, one after the other.",
            sum(Kind.ELECTION_WON) + sum(Kind.LEADER_KNOWN))
        .counter("sessions_opened_total", "Sessions of clients.", sum(Kind.SESSION_OPENED))
        .counter("snapshots_taken_total", "Snapshots of its own.", sum(Kind.SNAPSHOT_TAKEN))
        .counter(
            "snapshots_installed_total", "Snapshots of a leader.", sum(Kind.SNAPSHOT_INSTALLED));
  }

  private Map<String, Long> by(Asked asked) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Came came : Came.values()) {
      String word = came.name().toLowerCase(java.util.Locale.ROOT);
      counts.put(
          Exposition.label("outcome", word), outcomes[asked.ordinal()][came.ordinal()].sum());
    }
    return counts;
  }

  private long sum(Kind kind) {
    return count(kind).sum();
  }

  private LongAdder count(Kind kind) {
    LongAdder count = events.get(kind);
    if (count == null) {
      throw new IllegalStateException("every kind is counted: " + kind);
    }
    return count;
  }
}
