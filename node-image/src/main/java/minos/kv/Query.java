package minos.kv;

/**
 * What reads the replicated state; does not travel through the log. An object that nobody has made
 * yet reads as an empty one. Where the name belongs to an object of another kind, the reply is
 * {@link Reply.WrongKind}.
 */
public sealed interface Query
    permits Query.Get, Counter.Read, TextSet.Query, TextList.Read, Queue.Query, Lock.Look {
  /** Reads a key; the reply is {@link Reply.Value}. */
  record Get(String key) implements Query {}
}
