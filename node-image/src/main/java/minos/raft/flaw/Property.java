package minos.raft.flaw;

/** What a flaw takes away; the first five are the properties of figure 3 of the paper. */
public enum Property {
  ELECTION_SAFETY,
  LEADER_APPEND_ONLY,
  LOG_MATCHING,
  LEADER_COMPLETENESS,
  STATE_MACHINE_SAFETY,
  /** What was acknowledged survives every crash that the cluster is built for. */
  DURABILITY,
  LINEARIZABILITY,
  /** A retried command takes effect once. */
  EXACTLY_ONCE,
  LIVENESS
}
