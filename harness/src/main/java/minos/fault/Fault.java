package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import minos.cluster.Capability;
import minos.cluster.Grudge.Manner;
import minos.cluster.Trouble;
import minos.generate.Generator.Invocation;

/** A way to break a cluster; mostly before chance has chosen the nodes. */
public sealed interface Fault {
  /** Cuts the network between nodes. */
  record Partition(Cut cut, Manner manner) implements Fault {}

  /**
   * Lets no packet of a client reach those nodes.
   *
   * @param repliesOnly the other way: requests reach them, and no reply comes back
   */
  record ClientCut(Victims victims, boolean repliesOnly) implements Fault {}

  /** Disturbs what travels between those nodes and the others. */
  record Packets(Trouble trouble, Victims victims) implements Fault {}

  /** Ends processes at once, as kill -9 does; healed by starting them again. */
  record Kill(Victims victims) implements Fault {}

  /** Stops processes where they stand; healed by letting them go on. */
  record Pause(Victims victims) implements Fault {}

  /** Hurts nodes, in the way of its group; how much, chance decides. */
  record Hit(Group group, Victims victims) implements Fault {}

  /**
   * A fault whose victims and amounts are known already, from a script.
   *
   * @param as what it was when they were chosen
   * @param value as in the history; see {@link Fault#named(Object)}
   */
  record Chosen(Fault as, Object value) implements Fault {
    /** Field of the operation that asks for it: the label of what it was. */
    private static final String AS = "as";

    /**
     * @throws IllegalArgumentException if that fault cannot have come to be this
     */
    public Chosen {
      as.named(value);
    }

    /** All that it names. */
    public Set<String> named() {
      return as.named(value);
    }
  }

  /** The faults that are undone together, and by the same operation. */
  enum Family {
    PARTITION("partition", "stop-partition"),
    PACKETS("packets", "stop-packets"),
    KILL("kill", "start"),
    PAUSE("pause", "resume"),
    CLOCK("clock", "reset-clock"),
    DISK("disk", "heal-disk"),
    CRASH("crash", "restart"),
    WIPE("wipe", "readmit"),
    MEMBERS("members", "restore-members"),
    RESOURCES("resources", "free-resources");

    private final String label;
    private final String end;

    Family(String label, String end) {
      this.label = label;
      this.end = end;
    }

    /** As users write it. */
    public String label() {
      return label;
    }

    /** Whether they are in force within processes, so that a healthy process is another one. */
    public boolean isWithin() {
      return switch (this) {
        case CLOCK, DISK, CRASH -> true;
        case PARTITION, PACKETS, KILL, PAUSE, WIPE, MEMBERS, RESOURCES -> false;
      };
    }

    /** The operation that undoes all faults of this family. */
    public Invocation healing() {
      return new Invocation(end, null, null);
    }
  }

  /** Every fault that can be asked for by a name of its own. */
  static List<Fault> all() {
    return Arrays.stream(Group.values()).flatMap(group -> group.faults().stream()).toList();
  }

  default Group group() {
    return switch (this) {
      case Partition(Cut cut, Manner manner) ->
          switch (manner) {
            case DROP -> Group.PARTITION;
            case REJECT -> Group.PARTITION_REJECT;
            case FLAP -> Group.PARTITION_FLAP;
          };
      case ClientCut cut ->
          cut.repliesOnly() ? Group.PARTITION_CLIENT_REPLIES : Group.PARTITION_CLIENT;
      case Packets(Trouble trouble, Victims victims) -> Group.of(trouble);
      case Kill kill -> Group.KILL;
      case Pause pause -> Group.PAUSE;
      case Hit(Group group, Victims victims) -> group;
      case Chosen(Fault as, Object value) -> as.group();
    };
  }

  /** What sets it apart within its group: {@code halves}, {@code leader}. */
  default String how() {
    return switch (this) {
      case Partition(Cut cut, Manner manner) -> cut.label();
      case ClientCut(Victims victims, boolean repliesOnly) -> victims.label();
      case Packets(Trouble trouble, Victims victims) -> victims.label();
      case Kill(Victims victims) -> victims.label();
      case Pause(Victims victims) -> victims.label();
      case Hit(Group group, Victims victims) -> victims.label();
      case Chosen(Fault as, Object value) -> as.how();
    };
  }

  /** For lists and help, beside its group's: whom it hits, or how. */
  default String summary() {
    return switch (this) {
      case Partition(Cut cut, Manner manner) -> cut.summary();
      case ClientCut(Victims victims, boolean repliesOnly) -> victims.summary();
      case Packets(Trouble trouble, Victims victims) -> victims.summary();
      case Kill(Victims victims) -> victims.summary();
      case Pause(Victims victims) -> victims.summary();
      case Hit(Group group, Victims victims) -> victims.summary();
      case Chosen(Fault as, Object value) -> as.summary();
    };
  }

  /** Whether it would break anything in a cluster of that size. */
  default boolean bites(int nodes) {
    return switch (this) {
      case Partition(Cut cut, Manner manner) -> cut.cuts(nodes);
      case ClientCut(Victims victims, boolean repliesOnly) -> victims.bites(nodes);
      case Packets(Trouble trouble, Victims victims) -> victims.bites(nodes);
      case Kill(Victims victims) -> victims.bites(nodes);
      case Pause(Victims victims) -> victims.bites(nodes);
      case Hit(Group group, Victims victims) ->
          victims.bites(nodes) && !(breaksPromises() && victims.sizeMax(nodes) > (nodes - 1) / 2);
      case Chosen chosen -> true;
    };
  }

  /** See {@link Group#breaksPromises}; not of one that was chosen before, which was right then. */
  default boolean breaksPromises() {
    return this instanceof Hit hit && hit.group().breaksPromises();
  }

  /**
   * How often chance takes it, beside others of its group: bugs live where a leader is hit. 0 for
   * only when it is asked for by its name.
   */
  default int weight() {
    return switch (this) {
      case Partition(Cut cut, Manner manner) -> cut.weight();
      case ClientCut(Victims victims, boolean repliesOnly) -> victims.weight();
      case Packets(Trouble trouble, Victims victims) -> victims.weight();
      case Kill(Victims victims) -> victims.weight();
      case Pause(Victims victims) -> victims.weight();
      case Hit(Group group, Victims victims) -> victims.weight();
      case Chosen(Fault as, Object value) -> as.weight();
    };
  }

  /**
   * Whom such a value names.
   *
   * @param value what faults.json holds of a fault of this kind
   * @throws IllegalArgumentException if this fault cannot have come to be it
   */
  default Set<String> named(Object value) {
    return switch (this) {
      case Partition partition -> ChosenValue.named(ChosenValue.grudge(value));
      case ClientCut cut -> ChosenValue.named(ChosenValue.grudge(value));
      case Packets packets -> ChosenValue.amounts(value).keySet();
      case Kill kill -> new TreeSet<>(ChosenValue.nodes(value));
      case Pause pause -> new TreeSet<>(ChosenValue.nodes(value));
      case Hit hit ->
          hit.family() == Family.KILL
              ? new TreeSet<>(ChosenValue.nodes(value))
              : ChosenValue.ways(value).keySet();
      case Chosen(Fault as, Object was) -> as.named(value);
    };
  }

  /**
   * Whether a majority of the nodes can go on as if nothing had happened: they run, hear one
   * another, and nobody reaches them who does not hear them. Not said of what only slows them.
   *
   * @param value what the fault came to be
   */
  default boolean leavesMajority(Object value, List<String> nodes) {
    return switch (this) {
      case Partition partition -> ChosenValue.grudge(value).leavesMajority(nodes);
      case Kill kill -> leavesMajority(ChosenValue.nodes(value).size(), nodes.size());
      case Pause pause -> leavesMajority(ChosenValue.nodes(value).size(), nodes.size());
      case ClientCut cut -> false;
      case Packets packets -> false;
      case Hit hit ->
          hit.family() == Family.KILL
              && leavesMajority(ChosenValue.nodes(value).size(), nodes.size());
      case Chosen(Fault as, Object was) -> as.leavesMajority(value, nodes);
    };
  }

  private static boolean leavesMajority(int victims, int nodes) {
    return 2 * (nodes - victims) > nodes;
  }

  default Family family() {
    return group().family();
  }

  /** What a system must be open to. */
  default Capability needs() {
    return group().needs();
  }

  /** As users write it: {@code partition-halves}. */
  default String label() {
    return group().label() + "-" + how();
  }

  /** The operation that asks for it; its value says how, or whom it hits. */
  default Invocation asking() {
    String begin = group().begin();
    if (this instanceof Chosen(Fault as, Object value)) {
      return new Invocation(begin, null, value, Map.of(Chosen.AS, as.label()));
    }
    String prefix = family().label() + "-";
    return new Invocation(
        begin, null, label().startsWith(prefix) ? label().substring(prefix.length()) : how());
  }

  /** What an operation asks for; empty if it asks for none. */
  static Optional<Fault> askedBy(Invocation asked) {
    Object as = asked.extra().get(Chosen.AS);
    Object value = asked.value();
    if (as != null && value != null) {
      return labelled(as.toString()).map(fault -> new Chosen(fault, value));
    }
    return Arrays.stream(Group.values())
        .flatMap(group ->
            Stream.concat(
                labelled(group.family().label() + "-" + value).stream(),
                group.how(String.valueOf(value)).stream()))
        .filter(fault -> fault.asking().equals(asked))
        .findFirst();
  }

  /** The fault that users write so. */
  static Optional<Fault> labelled(String label) {
    return Arrays.stream(Group.values())
        .filter(group -> label.startsWith(group.label() + "-"))
        .flatMap(group -> group.how(label.substring(group.label().length() + 1)).stream())
        .findFirst();
  }
}
