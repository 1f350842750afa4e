package minos.node.admin;

import java.util.EnumMap;
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
  /** What became of questions of one kind. */
  private static final class Outcomes {
    private final LongAdder answered = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder indeterminate = new LongAdder();
    private final Histogram seconds = new Histogram();

    void add(Response response, long nanos) {
      switch (response) {
        case Response.Answered r -> {
          answered.increment();
          seconds.record(nanos);
        }
        case Response.Administered r -> answered.increment();
        case Response.Declined r -> rejected.increment();
        case Response.Rejected r -> rejected.increment();
        case Response.NoSpace r -> rejected.increment();
        case Response.Indeterminate r -> indeterminate.increment();
      }
    }

    Map<String, Long> byLabel() {
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put(Exposition.label("outcome", "answered"), answered.sum());
      counts.put(Exposition.label("outcome", "rejected"), rejected.sum());
      counts.put(Exposition.label("outcome", "indeterminate"), indeterminate.sum());
      return counts;
    }
  }

  private final Map<Kind, LongAdder> events = new EnumMap<>(Kind.class);
  private final Outcomes proposals = new Outcomes();
  private final Outcomes reads = new Outcomes();

  /** Of the log's writes, each without its force. */
  public final Histogram appends = new Histogram();

  /** Of the log's forces. */
  public final Histogram forces = new Histogram();

  public Meters() {
    for (Kind kind : Kind.values()) {
      events.put(kind, new LongAdder());
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
    switch (request) {
      case Request.Propose p -> proposals.add(response, nanos);
      case Request.Read r -> reads.add(response, nanos);
      case Request.Administer r -> {} // an operator's: few, and as slow as it takes
    }
  }

  /** Adds all of it. */
  public void addTo(Exposition to) {
    to.labelled("proposals_total", "counter", "Commands of clients.", proposals.byLabel())
        .labelled("reads_total", "counter", "Reads of clients.", reads.byLabel())
        .histogram("proposal_seconds", "From taking a command up to its answer.", proposals.seconds)
        .histogram("read_seconds", "From taking a read up to its answer.", reads.seconds)
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
            "snapshots_given_up_total",
            "Snapshots that could not be written.",
            sum(Kind.SNAPSHOT_GIVEN_UP))
        .counter(
            "snapshots_installed_total", "Snapshots of a leader.", sum(Kind.SNAPSHOT_INSTALLED));
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
