package minos.fault;

import java.util.Map;
import java.util.Optional;
import minos.cluster.Capability;

/**
 * What can be broken in a cluster.
 *
 * @param nodes how many it has
 * @param lacks what its system is not open to, and why
 */
public record Breakable(int nodes, Map<Capability, String> lacks) {
  /** A cluster of a system that is open to everything. */
  public static Breakable inEveryWay(int nodes) {
    return new Breakable(nodes, Map.of());
  }

  boolean by(Fault fault) {
    return fault.bites(nodes) && !lacks.containsKey(fault.needs());
  }

  /** Why a fault that would break something cannot be had. */
  Optional<String> obstacle(Fault fault) {
    return Optional.ofNullable(lacks.get(fault.needs()));
  }
}
