package minos.raft.flaw;

/** Where a flaw can be seen. */
public enum Sight {
  /** In the steps of the servers, by who looks at them from within. */
  STEPS,
  /** In what clients are told, by who knows nothing else. */
  CLIENTS,
  /** In disks and states, where they are compared in the end. */
  DISKS,
  /** In service that is late, costly or never comes. */
  SERVICE
}
