package minos.raft;

/**
 * Something that cannot happen did: a bug of ours, or a flaw put in on purpose. Stop the server.
 */
public final class InvariantViolated extends IllegalStateException {
  public InvariantViolated(String message) {
    super(message);
  }
}
