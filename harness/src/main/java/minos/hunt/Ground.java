package minos.hunt;

/**
 * Where flaws are hunted: what clients do, and what is broken meanwhile.
 *
 * @param faults as {@code --faults} takes them
 */
public record Ground(String workload, String faults) {}
