package minos.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import minos.kv.Command;
import minos.kv.Query;
import minos.raft.NodeId;

/** One client, one call at a time, as a pure state machine: events in, effects out. */
public final class ClientCore {

  /** What happens to a client. */
  public sealed interface Event {
    /** The user wants a change; answered by exactly one {@link Effect.Finish}. */
    record Change(Command.Change change) implements Event {}

    /** The user wants to read; answered by exactly one {@link Effect.Finish}. */
    record Ask(Query query) implements Event {}

    record Received(NodeId from, Response response) implements Event {}

    /** The connection broke or could not be made; what was sent may or may not have arrived. */
    record Disconnected(NodeId from, String why) implements Event {}

    /** Time has passed; monotonic clock. */
    record Tick(long nowNanos) implements Event {}
  }

  /** What a client wants done. */
  public sealed interface Effect {
    /** Send this request, connecting first where needed. */
    record Send(NodeId to, Request request) implements Effect {}

    /** The call has ended. */
    record Finish(Outcome outcome) implements Effect {}
  }

  /**
   * @param servers where to ask; the first is tried first
   * @param limit how long a call may take before its outcome is said to be indeterminate (change)
   *     or rejected (read)
   */
  public ClientCore(List<NodeId> servers, Duration limit, long seed, long nowNanos) {}

  /** The only way in. */
  @SuppressWarnings("DoNotCallSuggester")
  public void step(Event event, Consumer<Effect> effects) {
    throw new IllegalStateException("skeleton");
  }

  /** When the next {@link Event.Tick} matters; Long.MAX_VALUE when none does. */
  public long nextDeadlineNanos() {
    return Long.MAX_VALUE;
  }
}
