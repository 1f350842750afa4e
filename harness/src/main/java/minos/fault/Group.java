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
      Family.PARTITION, "partition", "start-partition", Capability.PARTITION, "cuts the network"),
  PARTITION_REJECT(
      Family.PARTITION,
      "partition-reject",
      "start-partition",
      Capability.REJECT,
      "the same, with connections reset at once"),
  PARTITION_FLAP(
      Family.PARTITION,
      "partition-flap",
      "start-partition",
      Capability.PARTITION,
      "the same, cut and whole by turns of 0.5 s"),
  PARTITION_CLIENT(
      Family.PARTITION,
      "partition-client",
      "start-partition",
      Capability.PARTITION_CLIENT,
      "clients do not reach some nodes"),
  PACKETS_LOSS(Trouble.LOSS),
  PACKETS_DELAY(Trouble.DELAY),
  PACKETS_DUPLICATE(Trouble.DUPLICATE),
  PACKETS_REORDER(Trouble.REORDER),
  PACKETS_CORRUPT(Trouble.CORRUPT),
  PACKETS_RATE(Trouble.RATE),
  KILL(Family.KILL, "kill", "kill", Capability.KILL, "kill -9, restarted later"),
  PAUSE(Family.PAUSE, "pause", "pause", Capability.PAUSE, "SIGSTOP, SIGCONT later");

  private final Family family;
  private final String label;
  private final String begin;
  private final Capability needs;
  private final String summary;

  Group(Family family, String label, String begin, Capability needs, String summary) {
    this.family = family;
    this.label = label;
    this.begin = begin;
    this.needs = needs;
    this.summary = summary;
  }

  Group(Trouble trouble) {
    this(
        Family.PACKETS,
        "packets-" + trouble.label(),
        "start-packets",
        trouble.needs(),
        trouble.summary());
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
    return members().named;
  }

  /** The one whose label ends so: {@code leader}, {@code n1+n3}. */
  Optional<Fault> how(String how) {
    Stream<Fault> named = members().named.stream().filter(fault -> fault.how().equals(how));
    return Stream.concat(named, Listed.parse(how).map(members().listed).stream()).findFirst();
  }

  private Members members() {
    return switch (this) {
      case PARTITION -> Members.byShape(Manner.DROP);
      case PARTITION_REJECT -> Members.byShape(Manner.REJECT);
      case PARTITION_FLAP -> Members.byShape(Manner.FLAP);
      case PARTITION_CLIENT -> Members.byTarget(Fault.ClientCut::new);
      case PACKETS_LOSS -> Members.disturbing(Trouble.LOSS);
      case PACKETS_DELAY -> Members.disturbing(Trouble.DELAY);
      case PACKETS_DUPLICATE -> Members.disturbing(Trouble.DUPLICATE);
      case PACKETS_REORDER -> Members.disturbing(Trouble.REORDER);
      case PACKETS_CORRUPT -> Members.disturbing(Trouble.CORRUPT);
      case PACKETS_RATE -> Members.disturbing(Trouble.RATE);
      case KILL -> Members.byTarget(Fault.Kill::new);
      case PAUSE -> Members.byTarget(Fault.Pause::new);
    };
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

    static Members disturbing(Trouble trouble) {
      return byTarget(victims -> new Fault.Packets(trouble, victims));
    }

    static Members byTarget(Function<Victims, Fault> make) {
      return new Members(Arrays.stream(Target.values()).map(make).toList(), make::apply);
    }
  }
}
