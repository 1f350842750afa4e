package minos.fault;

import minos.cluster.Cluster;
import minos.cluster.Grudge.Manner;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.cluster.Trouble;
import minos.generate.Seed;

/**
 * Breaks and heals one cluster, and believes nothing that it has not seen: which class does which
 * family. Its calls block until the change holds or is known not to.
 */
record Breaking(Cuts cuts, Packets packets, Processes kills, Processes pauses) {
  static Breaking of(Cluster cluster) {
    return new Breaking(
        new Cuts(cluster),
        new Packets(cluster),
        new Processes(cluster, Node::kill, State.GONE, Node::start),
        new Processes(cluster, Node::pause, State.PAUSED, Node::resume));
  }

  Outcome apply(Fault fault, Seed seed) {
    return switch (fault) {
      case Fault.Partition(Cut cut, Manner manner) -> cuts.apply(cut, manner, seed);
      case Fault.ClientCut(Victims victims) -> cuts.apply(victims, seed);
      case Fault.Packets(Trouble trouble, Victims victims) -> packets.apply(trouble, victims, seed);
      case Fault.Kill(Victims victims) -> kills.apply(victims, seed);
      case Fault.Pause(Victims victims) -> pauses.apply(victims, seed);
      case Fault.Chosen(Fault as, Object value) -> again(as, value);
    };
  }

  /** Exactly what it came to be the first time. */
  private Outcome again(Fault as, Object value) {
    return switch (as) {
      case Fault.Partition(Cut cut, Manner manner) -> cuts.again(value, manner);
      case Fault.ClientCut cut -> cuts.again(value, Manner.DROP);
      case Fault.Packets(Trouble trouble, Victims victims) -> packets.again(trouble, value);
      case Fault.Kill kill -> kills.again(value);
      case Fault.Pause pause -> pauses.again(value);
      case Fault.Chosen chosen -> again(chosen.as(), value);
    };
  }

  /** Undoes all faults of a family, whichever nodes they hit; does nothing where there is none. */
  Outcome heal(Fault.Family family) {
    return switch (family) {
      case PARTITION -> cuts.heal();
      case PACKETS -> packets.heal();
      case KILL -> kills.heal();
      case PAUSE -> pauses.heal();
    };
  }
}
