package minos.run;

import java.util.List;
import java.util.Optional;

/**
 * Where a run stands; told about once a second, and when a phase ends.
 *
 * @param nanos since the run began
 * @param counts of clients' operations so far
 * @param endedLastSecond operations that ended in the last whole second
 * @param faults labels of those in force
 * @param leader as last heard; empty if none is known
 */
public record Status(
    RunResult.Phase phase,
    long nanos,
    RunResult.Counts counts,
    long endedLastSecond,
    List<String> faults,
    Optional<String> leader) {}
