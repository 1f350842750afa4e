package minos.client;

import minos.kv.Reply;

/** How a call ended, as far as the client can honestly know. */
public sealed interface Outcome {
  /** It happened, and this was the answer. */
  record Ok(Reply reply) implements Outcome {}

  /** What an operator asked for is done, and this is the cluster now. */
  record Administered(ClusterView cluster) implements Outcome {}

  /** It certainly did not happen, and never will. */
  record Rejected(String why) implements Outcome {}

  /** It may have happened, may still happen, or never. */
  record Indeterminate(String why) implements Outcome {}
}
