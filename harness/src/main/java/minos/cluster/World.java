package minos.cluster;

/** Where a test runs. */
public enum World {
  /** Real processes in containers, in real time. */
  DOCKER,
  /** One thread, virtual time, everything from one seed. */
  SIM,
  /** Plain programs of this machine, in real time, on a network that Minos plays. */
  PROCESS;

  /** As users write it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
