package minos.client;

import minos.kv.Command;
import minos.kv.Query;

/** What the user wants of a client. */
sealed interface Call {
  /** What to do to the store. */
  record Change(Command.Change change) implements Call {}

  /** What to learn from it. */
  record Ask(Query query) implements Call {}
}
