package minos.client;

import minos.kv.Command;
import minos.kv.Query;

/** What a client sends to a server. */
public sealed interface Request {
  /** The client's own number for the question; comes back in the {@link Response}. */
  long id();

  record Propose(long id, Command command) implements Request {}

  record Read(long id, Query query) implements Request {}

  record Administer(long id, ClusterRequest wish) implements Request {}
}
