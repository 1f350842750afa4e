package minos.cluster;

/**
 * A run whose Minos died while faults were in force, as far as who heals it must know.
 *
 * @param run its name, as in {@link SystemUnderTest.Setup#run()}
 * @param within whether some of them may be in force within the nodes' processes, which only
 *     another process in their place undoes
 */
public record BrokenOff(String run, boolean within) {}
