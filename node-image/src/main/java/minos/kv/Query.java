package minos.kv;

/** What reads the replicated state; does not travel through the log. */
public sealed interface Query {
  /** Reads a key; the reply is {@link Reply.Value}. */
  record Get(String key) implements Query {}
}
