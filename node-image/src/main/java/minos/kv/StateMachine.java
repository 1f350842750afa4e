package minos.kv;

import minos.raft.Rules;

/** The replicated objects of one server, and the sessions of its clients. */
public final class StateMachine {
  public StateMachine(Rules rules) {}

  /**
   * Applies the next committed command.
   *
   * @param index of its log entry; a session's id is the index that opened it
   */
  @SuppressWarnings("DoNotCallSuggester")
  public Reply apply(long index, Command command) {
    throw new IllegalStateException("skeleton");
  }

  /** Reads the state as it is now. */
  @SuppressWarnings("DoNotCallSuggester")
  public Reply ask(Query query) {
    throw new IllegalStateException("skeleton");
  }
}
