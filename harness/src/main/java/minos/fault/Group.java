package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.cluster.Capability;
import minos.cluster.Grudge.Manner;
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
    return switch (this) {
      case PARTITION -> partitions(Manner.DROP);
      case PARTITION_REJECT -> partitions(Manner.REJECT);
      case PARTITION_FLAP -> partitions(Manner.FLAP);
      case PARTITION_CLIENT ->
          Arrays.stream(Target.values()).<Fault>map(Fault.ClientCut::new).toList();
      case KILL -> Arrays.stream(Target.values()).<Fault>map(Fault.Kill::new).toList();
      case PAUSE -> Arrays.stream(Target.values()).<Fault>map(Fault.Pause::new).toList();
    };
  }

  private static List<Fault> partitions(Manner manner) {
    return Arrays.stream(Shape.values())
        .<Fault>map(shape -> new Fault.Partition(shape, manner))
        .toList();
  }

  /** The one that hits exactly those nodes. */
  private Fault on(Listed nodes) {
    return switch (this) {
      case PARTITION -> new Fault.Partition(nodes, Manner.DROP);
      case PARTITION_REJECT -> new Fault.Partition(nodes, Manner.REJECT);
      case PARTITION_FLAP -> new Fault.Partition(nodes, Manner.FLAP);
      case PARTITION_CLIENT -> new Fault.ClientCut(nodes);
      case KILL -> new Fault.Kill(nodes);
      case PAUSE -> new Fault.Pause(nodes);
    };
  }

  /** The one whose label ends so: {@code leader}, {@code n1+n3}. */
  Optional<Fault> how(String how) {
    Stream<Fault> named = faults().stream().filter(fault -> fault.how().equals(how));
    return Stream.concat(named, Listed.parse(how).map(this::on).stream()).findFirst();
  }
}
