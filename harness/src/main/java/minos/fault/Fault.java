package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import minos.cluster.Grudge;
import minos.generate.Generator.Invocation;
import org.jspecify.annotations.Nullable;

/** A way to break a cluster; mostly before chance has chosen the nodes. */
public sealed interface Fault {
  /** Cuts the network between nodes. */
  record Partition(Shape shape) implements Fault {}

  /** Ends processes at once, as kill -9 does; healed by starting them again. */
  record Kill(Target target) implements Fault {}

  /** Stops processes where they stand; healed by letting them go on. */
  record Pause(Target target) implements Fault {}

  /**
   * A fault whose victims are chosen already, by a script.
   *
   * @param as what it was when they were chosen
   * @param value as in the history: nodes, or each node with those whose packets it drops
   */
  record Chosen(Fault as, Object value) implements Fault {
    /** Field of the operation that asks for it: the label of what it was. */
    private static final String AS = "as";

    /**
     * @throws IllegalArgumentException if that fault cannot have come to be this
     */
    public Chosen {
      if (as.family() == Family.PARTITION) {
        grudge(value);
      } else {
        names(value);
      }
    }

    Grudge grudge() {
      return grudge(value);
    }

    List<String> nodes() {
      return names(value);
    }

    /** All that it names. */
    public Set<String> named() {
      Set<String> named = new TreeSet<>();
      if (as.family() == Family.PARTITION) {
        grudge()
            .drops()
            .forEach((node, dropped) -> {
              named.add(node);
              named.addAll(dropped);
            });
      } else {
        named.addAll(nodes());
      }
      return named;
    }

    private static Grudge grudge(Object value) {
      if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
        throw new IllegalArgumentException(
            "a partition names each node with those whose packets it drops, not " + value);
      }
      Map<String, Set<String>> drops = new TreeMap<>();
      map.forEach((node, dropped) ->
          drops.put(String.valueOf(node), new TreeSet<>(names(String.valueOf(node), dropped))));
      return new Grudge(drops);
    }

    private static List<String> names(Object value) {
      return names("the fault", value);
    }

    private static List<String> names(String whose, @Nullable Object value) {
      if (!(value instanceof List<?> list)
          || list.isEmpty()
          || !list.stream().allMatch(String.class::isInstance)) {
        throw new IllegalArgumentException(whose + " needs a list of nodes, not " + value);
      }
      return list.stream().map(String::valueOf).toList();
    }
  }

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

  /** Every fault that can be asked for by name. */
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
      case Chosen(Fault as, Object value) -> as.family();
    };
  }

  /** What sets it apart within its family: {@code halves}, {@code leader}. */
  default String how() {
    return switch (this) {
      case Partition(Shape shape) -> shape.label();
      case Kill(Target target) -> target.label();
      case Pause(Target target) -> target.label();
      case Chosen(Fault as, Object value) -> as.how();
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
      case Chosen chosen -> true;
    };
  }

  /** How often chance takes it, beside others of its family: bugs live where a leader is hit. */
  default int weight() {
    return how().equals(Target.LEADER.label()) ? 3 : 1;
  }

  /** The operation that asks for it; its value says how, or whom it hits. */
  default Invocation asking() {
    return this instanceof Chosen(Fault as, Object value)
        ? new Invocation(family().begin, null, value, Map.of(Chosen.AS, as.label()))
        : new Invocation(family().begin, null, how());
  }

  /** What an operation asks for; empty if it asks for none. */
  static Optional<Fault> askedBy(Invocation asked) {
    Object as = asked.extra().get(Chosen.AS);
    Object value = asked.value();
    return as == null || value == null
        ? all().stream().filter(fault -> fault.asking().equals(asked)).findAny()
        : labelled(as.toString()).map(fault -> new Chosen(fault, value));
  }

  /** The fault that users write so. */
  static Optional<Fault> labelled(String label) {
    return all().stream().filter(fault -> fault.label().equals(label)).findAny();
  }
}
