package minos.hunt;

/**
 * Where flaws are hunted: what clients do, and what is broken meanwhile.
 *
 * @param faults as {@code --faults} takes them, or {@link #SWARM}
 */
public record Ground(String workload, String faults) {
  /** Each seed draws the faults, and the world. */
  public static final String SWARM = "swarm";
}
