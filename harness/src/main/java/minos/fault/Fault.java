package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import minos.generate.Generator.Invocation;

/** A way to break a cluster, before chance has chosen the nodes. */
public sealed interface Fault {
  /** Cuts the network between nodes. */
  record Partition(Shape shape) implements Fault {}

  /** Ends processes at once, as kill -9 does; healed by starting them again. */
  record Kill(Target target) implements Fault {}

  /** Stops processes where they stand; healed by letting them go on. */
  record Pause(Target target) implements Fault {}

  /** The faults that are undone together, and by the same operation. */
  enum Family {
    PARTITION("partition", "start-partition", "stop-partition"),
    KILL("kill", "kill", "start"),
    PAUSE("pause", "pause", "resume");

    private final String label;
    private final String begin;
    private final String end;

    Family(String label, String begin, String end) {
      this.label = label;
      this.begin = begin;
      this.end = end;
    }

    /** As users write it. */
    public String label() {
      return label;
    }

    /** The operation that undoes all faults of this family. */
    public Invocation healing() {
      return new Invocation(end, null, null);
    }
  }

  /** Every fault there is. */
  static List<Fault> all() {
    Stream<Fault> partitions = Arrays.stream(Shape.values()).map(Partition::new);
    Stream<Fault> kills = Arrays.stream(Target.values()).map(Kill::new);
    Stream<Fault> pauses = Arrays.stream(Target.values()).map(Pause::new);
    return Stream.of(partitions, kills, pauses).flatMap(each -> each).toList();
  }

  default Family family() {
    return switch (this) {
      case Partition partition -> Family.PARTITION;
      case Kill kill -> Family.KILL;
      case Pause pause -> Family.PAUSE;
    };
  }

  /** What sets it apart within its family: {@code halves}, {@code leader}. */
  default String how() {
    return switch (this) {
      case Partition(Shape shape) -> shape.label();
      case Kill(Target target) -> target.label();
      case Pause(Target target) -> target.label();
    };
  }

  /** As users write it: {@code partition-halves}. */
  default String label() {
    return family().label() + "-" + how();
  }

  /** Whether it would break anything in a cluster of that size. */
  default boolean bites(int nodes) {
    return switch (this) {
      case Partition(Shape shape) -> nodes >= shape.nodesMin();
      case Kill(Target target) -> target.size(nodes) > 0;
      case Pause(Target target) -> target.size(nodes) > 0;
    };
  }

  /** How often chance takes it, beside others of its family: bugs live where a leader is hit. */
  default int weight() {
    return how().equals(Target.LEADER.label()) ? 3 : 1;
  }

  /** The operation that asks for it; its value says how. */
  default Invocation asking() {
    return new Invocation(family().begin, null, how());
  }
}
