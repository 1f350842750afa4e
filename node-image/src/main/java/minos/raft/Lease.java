package minos.raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * For how long a leader may answer reads without asking (dissertation §6.4.1). Whoever has answered
 * a heartbeat votes for nobody else for the minimum election timeout; so while that has not passed
 * since the leader <em>sent</em> a round that a majority has answered, shortened by the bound on
 * how far clocks drift apart, there is no other leader.
 *
 * <p>It rests on three things: that the monotonic clocks of any two servers differ in speed by no
 * more than the bound, and do not stop with the machine (a virtual machine that is moved or
 * suspended may break this); that voters are loyal for a whole timeout, also after a restart; and
 * that nobody campaigns before, which a transfer of leadership makes somebody do: it ends the
 * lease.
 */
final class Lease {
  private record Sent(long round, long atNanos) {}

  private final long lengthNanos;
  private final Deque<Sent> unconfirmed = new ArrayDeque<>();
  private long confirmedNanos;
  private boolean isConfirmed;
  private boolean isEnded;

  /**
   * @param lengthNanos on the leader's own clock; 0 for no lease at all
   */
  Lease(long lengthNanos) {
    this.lengthNanos = lengthNanos;
  }

  /** None, where the settings name no bound on the drift of clocks. */
  static Lease by(Rules rules, RaftConfig config) {
    long timeoutMin = config.electionTimeoutMin().toNanos();
    OptionalDouble drift = config.leaseDrift();
    return new Lease(drift.isPresent() ? rules.leaseNanos(timeoutMin, drift.getAsDouble()) : 0);
  }

  boolean isWanted() {
    return lengthNanos > 0 && !isEnded;
  }

  /** The first message of this round leaves now. */
  void sends(long round, long nowNanos) {
    if (isWanted()) {
      unconfirmed.addLast(new Sent(round, nowNanos));
    }
  }

  /** A majority has answered this round, and so all before. */
  void confirms(long round) {
    while (!unconfirmed.isEmpty() && unconfirmed.getFirst().round() <= round) {
      confirmedNanos = unconfirmed.removeFirst().atNanos();
      isConfirmed = true;
    }
  }

  boolean holdsAt(long nowNanos) {
    return isWanted() && isConfirmed && nowNanos - confirmedNanos < lengthNanos;
  }

  /** For the rest of the term: somebody may now campaign although its voters hear this leader. */
  void end() {
    isEnded = true;
    unconfirmed.clear();
  }
}
