package minos.client;

import java.util.Optional;
import minos.kv.Command;
import minos.raft.Invariant;
import minos.raft.NodeId;

/**
 * The attempts at one call: under which numbers it is asked, which attempt is awaited, and whether
 * an earlier one may have been executed.
 */
final class Attempts {
  private static final long NO_SESSION = 0;

  private long session = NO_SESSION;

  /** The number of the call's change; never used again for another, whatever became of it. */
  private long sequence;

  private Optional<Call> call = Optional.empty();
  private long lastId;
  private Optional<NodeId> underWayAt = Optional.empty();
  private boolean opening;
  private boolean inDoubt;

  /** A new call; a change takes the next sequence number, or a session first. */
  void begin(Call next) {
    Invariant.that(underWayAt.isEmpty(), "one attempt at a time");
    call = Optional.of(next);
    inDoubt = false;
    boolean isChange = next instanceof Call.Change;
    opening = isChange && session == NO_SESSION;
    if (isChange && !opening) {
      sequence++;
    }
  }

  /** The request for the next attempt, under a new id: answers to older ones do not count. */
  Request next(NodeId server) {
    Invariant.that(underWayAt.isEmpty(), "one attempt at a time");
    underWayAt = Optional.of(server);
    lastId++;
    return switch (call.orElseThrow()) {
      case Call.Ask ask -> new Request.Read(lastId, ask.query());
      case Call.Change change when opening ->
          new Request.Propose(lastId, new Command.OpenSession());
      case Call.Change change ->
          // One call at a time: what was before is answered, or given up for good.
          new Request.Propose(
              lastId, new Command.InSession(session, sequence, sequence - 1, change.change()));
    };
  }

  boolean isUnderWay() {
    return underWayAt.isPresent();
  }

  boolean isUnderWayAt(NodeId server) {
    return underWayAt.equals(Optional.of(server));
  }

  boolean isAnsweredBy(NodeId server, long id) {
    return isUnderWayAt(server) && id == lastId;
  }

  boolean isOpening() {
    return opening;
  }

  /** Whether an attempt at this call's change may have been executed. */
  boolean isInDoubt() {
    return inDoubt;
  }

  /** The attempt is over, and leaves no doubt: it was answered, or certainly not taken up. */
  void conclude() {
    underWayAt = Optional.empty();
  }

  /** No answer will be waited for any longer; a session opened in vain does no harm. */
  void leaveInDoubt() {
    inDoubt |= isUnderWay() && !opening;
    underWayAt = Optional.empty();
  }

  void opened(long newSession) {
    Invariant.that(newSession > NO_SESSION, "a session's id is a log index");
    underWayAt = Optional.empty();
    session = newSession;
    sequence = 1;
    opening = false;
  }

  void forgetSession() {
    session = NO_SESSION;
  }

  /** Asks for the same change in a new session; only where no earlier attempt is in doubt. */
  void reopen() {
    Invariant.that(!inDoubt, "a change in doubt stays in its session");
    opening = true;
  }
}
