package minos.invariant;

/**
 * What servers may rely on as time goes by.
 *
 * @param drift by how much the fastest clock runs faster than the slowest, as they were told
 * @param leases whether leaders rely on that
 * @param pauseNanos how long a server may be stopped; 0 where none is
 */
public record Timing(double drift, boolean leases, long pauseNanos) {}
