package minos.raft;

import java.util.Optional;
import java.util.function.Consumer;

/** One server of a Raft cluster, as a pure state machine: events in, effects out. */
public final class RaftCore {
  private final RaftConfig config;
  private final Durable durable;

  /**
   * @param durable what the disk holds; effects of an earlier life that were not durable are gone
   * @param nowNanos the monotonic clock now; the first election timeout counts from here
   */
  public RaftCore(RaftConfig config, Durable durable, Rules rules, long nowNanos) {
    this.config = config;
    this.durable = durable;
  }

  /** The only way in. Emits effects in the order in which they must happen. */
  @SuppressWarnings("DoNotCallSuggester")
  public void step(Event event, Consumer<Effect> effects) {
    throw new IllegalStateException("skeleton");
  }

  /**
   * When the next {@link Event.Tick} matters, on the clock of the ticks; earlier ones are harmless.
   */
  public long nextDeadlineNanos() {
    return 0;
  }

  /** What this server believes right now. */
  public Status status() {
    return new Status(
        config.self(), durable.ballot().term(), Role.FOLLOWER, Optional.empty(), 0, 0);
  }

  /**
   * @param leader whom this server believes to lead its term
   * @param lastIndex of its log
   */
  public record Status(
      NodeId self,
      long term,
      Role role,
      Optional<NodeId> leader,
      long commitIndex,
      long lastIndex) {}
}
