package minos.client;

import minos.kv.Command;
import minos.kv.Query;

/** What a client sends to a server. */
public sealed interface Request {
  /** The client's own number for the question; comes back in the {@link Response}. */
  long id();

  record Propose(long id, Command command) implements Request {}

  /**
   * @param anywhere whether any server may answer, after it has asked the leader; else the leader
   */
  record Read(long id, Query query, boolean anywhere) implements Request {
    /** To be answered by the leader. */
    public Read(long id, Query query) {
      this(id, query, false);
    }
  }

  record Administer(long id, ClusterRequest wish) implements Request {}
}
