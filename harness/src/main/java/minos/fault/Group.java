package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import minos.cluster.Capability;
import minos.cluster.Grudge.Manner;
import minos.cluster.Trouble;
import minos.fault.Fault.Family;

/** Faults that differ only in whom they hit, and the first part of their labels. */
public enum Group {
  PARTITION(
      Family.PARTITION,
      "partition",
      "start-partition",
      Capability.PARTITION,
      "cuts the network",
      Members.byShape(Manner.DROP)),
  PARTITION_REJECT(
      Family.PARTITION,
      "partition-reject",
      "start-partition",
      Capability.REJECT,
      "the same, with connections reset at once",
      Members.byShape(Manner.REJECT)),
  PARTITION_FLAP(
      Family.PARTITION,
      "partition-flap",
      "start-partition",
      Capability.PARTITION,
      "the same, cut and whole by turns of 0.5 s",
      Members.byShape(Manner.FLAP)),
  PARTITION_CLIENT(
      Family.PARTITION,
      "partition-client",
      "start-partition",
      Capability.PARTITION_CLIENT,
      "clients do not reach some nodes",
      Members.byTarget(Fault.ClientCut::new)),
  PACKETS_LOSS(Trouble.LOSS),
  PACKETS_DELAY(Trouble.DELAY),
  PACKETS_DUPLICATE(Trouble.DUPLICATE),
  PACKETS_REORDER(Trouble.REORDER),
  PACKETS_CORRUPT(Trouble.CORRUPT),
  PACKETS_RATE(Trouble.RATE),
  KILL(
      Family.KILL,
      "kill",
      "kill",
      Capability.KILL,
      "kill -9, restarted later",
      Members.byTarget(Fault.Kill::new)),
  PAUSE(
      Family.PAUSE,
      "pause",
      "pause",
      Capability.PAUSE,
      "SIGSTOP, SIGCONT later",
      Members.byTarget(Fault.Pause::new));

  private final Family family;
  private final String label;
  private final String begin;
  private final Capability needs;
  private final String summary;
  private final Members members;

  Group(
      Family family,
      String label,
      String begin,
      Capability needs,
      String summary,
      Members members) {
    this.family = family;
    this.label = label;
    this.begin = begin;
    this.needs = needs;
    this.summary = summary;
    this.members = members;
  }

  Group(Trouble trouble) {
    this(
        Family.PACKETS,
        "packets-" + trouble.label(),
        "start-packets",
        trouble.needs(),
        trouble.summary(),
        Members.byTarget(victims -> new Fault.Packets(trouble, victims)));
  }

  static Group of(Trouble trouble) {
    return switch (trouble) {
      case LOSS -> PACKETS_LOSS;
      case DELAY -> PACKETS_DELAY;
      case DUPLICATE -> PACKETS_DUPLICATE;
      case REORDER -> PACKETS_REORDER;
      case CORRUPT -> PACKETS_CORRUPT;
      case RATE -> PACKETS_RATE;
    };
  }

  public Family family() {
    return family;
  }

  /** As users write it: {@code kill}. */
  public String label() {
    return label;
  }

  /** The operation that asks for one of them. */
  String begin() {
    return begin;
  }

  public Capability needs() {
    return needs;
  }

  /** For lists and help, without the victims. */
  public String summary() {
    return summary;
  }

  /** All of them that have a name of their own. */
  List<Fault> faults() {
    return members.named;
  }

  /** The one whose label ends so: {@code leader}, {@code n1+n3}. */
  Optional<Fault> how(String how) {
    Stream<Fault> named = members.named.stream().filter(fault -> fault.how().equals(how));
    return Stream.concat(named, Listed.parse(how).map(members.listed).stream()).findFirst();
  }

  /**
   * What a group consists of.
   *
   * @param listed that of exactly those nodes
   */
  private record Members(List<Fault> named, Function<Listed, Fault> listed) {
    static Members byShape(Manner manner) {
      Function<Cut, Fault> make = cut -> new Fault.Partition(cut, manner);
      return new Members(Arrays.stream(Shape.values()).map(make).toList(), make::apply);
    }

    static Members byTarget(Function<Victims, Fault> make) {
      return new Members(Arrays.stream(Target.values()).map(make).toList(), make::apply);
    }
  }
}
