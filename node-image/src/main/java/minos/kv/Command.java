package minos.kv;

/** What changes the replicated state; travels through the log. */
public sealed interface Command {

  /** Opens a session; the reply is {@link Reply.SessionOpened}. Never deduplicated. */
  record OpenSession() implements Command {}

  /**
   * A command of a session's client.
   *
   * @param session from {@link Reply.SessionOpened}
   * @param sequence counts the session's commands from 1; a repeated number is a retry, and gets
   *     the first reply again
   * @param acknowledged the client has the replies to all sequence numbers up to this, and will not
   *     ask for them again
   */
  record InSession(long session, long sequence, long acknowledged, Change change)
      implements Command {}

  /**
   * A change of one object, or of several at once; those of registers are here, the others with
   * their kind of object. Names and values are text. Where the name belongs to an object of another
   * kind, the reply is {@link Reply.WrongKind} and nothing is done.
   */
  sealed interface Change
      permits Register.Change,
          Counter.Add,
          TextSet.Change,
          TextList.Append,
          Queue.Change,
          Lock.Change,
          Transaction {

    /** Sets the value; the reply is {@link Reply.Done}. */
    record Put(String key, String value) implements Register.Change {}

    /** Sets the value if it is the expected one; the reply is {@link Reply.Swapped}. */
    record CompareAndSet(String key, String expected, String value) implements Register.Change {}

    /** Removes the key; the reply is {@link Reply.Done}, also where there was none. */
    record Delete(String key) implements Register.Change {}
  }
}
