package minos.cluster;

/**
 * A property of its own that a system did not keep, seen from inside.
 *
 * @param property by name: {@code Election Safety}
 * @param what was seen, in words
 * @param nanos when, by the time in which the cluster lives
 */
public record Sighting(String property, String what, long nanos) {}
