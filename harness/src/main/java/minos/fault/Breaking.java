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
record Breaking(
    Cuts cuts,
    Packets packets,
    Processes kills,
    Losses losses,
    Processes stops,
    Processes powerLosses,
    Processes pauses,
    Harming clocks,
    Harming disks,
    Harming crashes,
    Harming wipes,
    Harming resources,
    MembersChanged members) {
  static Breaking of(Cluster cluster) {
    Promises promises = new Promises(cluster.nodes().size());
    return new Breaking(
        new Cuts(cluster),
        new Packets(cluster),
        new Processes(cluster, Node::kill, State.GONE, Node::start),
        new Losses(cluster),
        new Processes(cluster, Node::stop, State.GONE, Node::start),
        new Processes(cluster, Node::losePower, State.GONE, Node::start),
        new Processes(cluster, Node::pause, State.PAUSED, Node::resume),
        new Harming(cluster, new ClockHarm(), promises),
        new Harming(cluster, new DiskHarm(cluster), promises),
        new Harming(cluster, new CrashHarm(cluster), promises),
        new Harming(cluster, new WipeHarm(cluster, new Admission(cluster)), promises),
        new Harming(cluster, new ResourceHarm(), promises),
        new MembersChanged(cluster, new Admission(cluster)));
  }

  Outcome apply(Fault fault, Seed seed) {
    return switch (fault) {
      case Fault.Partition(Cut cut, Manner manner) -> cuts.apply(cut, manner, seed);
      case Fault.ClientCut cut -> cuts.apply(cut, seed);
      case Fault.Packets(Trouble trouble, Victims victims) -> packets.apply(trouble, victims, seed);
      case Fault.Kill(Victims victims) -> kills.apply(victims, seed);
      case Fault.Pause(Victims victims) -> pauses.apply(victims, seed);
      case Fault.Hit hit -> apply(hit, seed);
      case Fault.Chosen(Fault as, Object value) -> again(as, value);
    };
  }

  private Outcome apply(Fault.Hit hit, Seed seed) {
    return switch (hit.family()) {
      case PARTITION, PACKETS -> throw new IllegalArgumentException("it hits links: " + hit);
      case KILL ->
          hit.group() == Group.KILL_FOR_GOOD
              ? losses.apply(hit.victims(), seed)
              : ends(hit.group()).apply(hit.victims(), seed);
      case PAUSE -> pauses.apply(hit.victims(), seed);
      case CLOCK -> clocks.apply(hit, seed);
      case DISK -> disks.apply(hit, seed);
      case CRASH -> crashes.apply(hit, seed);
      case WIPE -> wipes.apply(hit, seed);
      case MEMBERS -> members.apply(hit, seed);
      case RESOURCES -> resources.apply(hit, seed);
    };
  }

  private Outcome again(Fault.Hit hit, Object value) {
    return switch (hit.family()) {
      case PARTITION, PACKETS -> throw new IllegalArgumentException("it hits links: " + hit);
      case KILL ->
          hit.group() == Group.KILL_FOR_GOOD ? losses.again(value) : ends(hit.group()).again(value);
      case PAUSE -> pauses.again(value);
      case CLOCK -> clocks.again(value);
      case DISK -> disks.again(value);
      case CRASH -> crashes.again(value);
      case WIPE -> wipes.again(value);
      case MEMBERS -> members.again(value);
      case RESOURCES -> resources.again(value);
    };
  }

  private Processes ends(Group group) {
    return switch (group) {
      case STOP -> stops;
      case POWER_LOSS, POWER_LOSS_TORN -> powerLosses;
      default -> kills;
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
      case Fault.Hit hit -> again(hit, value);
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
      case CLOCK -> clocks.heal();
      case DISK -> disks.heal();
      case CRASH -> crashes.heal();
      case WIPE -> wipes.heal();
      case MEMBERS -> members.heal();
      case RESOURCES -> resources.heal();
    };
  }
}
