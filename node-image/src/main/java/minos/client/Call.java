package minos.client;

import minos.kv.Command;
import minos.kv.Query;

/** What is wanted of the store. */
sealed interface Call {
  /** What to do to it. */
  record Change(Command.Change change) implements Call {}

  /**
   * What to learn from it.
   *
   * @param anywhere whether from any server that is up, instead of the leader
   */
  record Ask(Query query, boolean anywhere) implements Call {}

  /** What to do to the cluster, or to learn of it. */
  record Administer(ClusterRequest wish) implements Call {}

  /** A session for the changes; the client's own wish. */
  record Open() implements Call {}
}
