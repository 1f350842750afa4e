package minos.fault;

import java.util.List;
import minos.cluster.Cluster;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.generate.Seed;

/**
 * How a cluster stands at the moment of a fault: who is in it, and who leads where that matters.
 */
record Standing(Cluster cluster) {
  Victims.Choice choose(Victims victims, Seed seed) {
    return victims.choose(names(), victims.asksWhoLeads() ? cluster.primaries() : List.of(), seed);
  }

  Grudge choose(Cut cut, Seed seed) {
    return cut.over(names(), cut.asksWhoLeads() ? cluster.primaries() : List.of(), seed);
  }

  private List<String> names() {
    return cluster.nodes().stream().map(Node::name).toList();
  }
}
