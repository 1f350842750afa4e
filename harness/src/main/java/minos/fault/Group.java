package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.cluster.Capability;
import minos.cluster.CrashPoint;
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
  PARTITION_CLIENT_REPLIES(
      Family.PARTITION,
      "partition-client-replies",
      "start-partition",
      Capability.PARTITION_CLIENT,
      "some nodes hear clients and are not heard by them"),
  PACKETS_LOSS(Trouble.LOSS),
  PACKETS_DELAY(Trouble.DELAY),
  PACKETS_DUPLICATE(Trouble.DUPLICATE),
  PACKETS_REORDER(Trouble.REORDER),
  PACKETS_CORRUPT(Trouble.CORRUPT),
  PACKETS_HALF_OPEN(Trouble.HALF_OPEN),
  PACKETS_RATE(Trouble.RATE),
  KILL(Family.KILL, "kill", "kill", Capability.KILL, "kill -9, restarted later"),
  PAUSE(Family.PAUSE, "pause", "pause", Capability.PAUSE, "SIGSTOP, SIGCONT later"),
  STOP(Family.KILL, "stop", "stop", Capability.STOP, "SIGTERM, started later"),
  POWER_LOSS(
      Family.KILL,
      "power-loss",
      "lose-power",
      Capability.POWER_LOSS,
      "a kill that loses what was not forced, started later"),
  POWER_LOSS_TORN(
      Family.KILL,
      "power-loss-torn",
      "lose-power-torn",
      Capability.TORN_WRITES,
      "the same, but that any parts of what was not forced are on disk"),
  WIPE(
      Family.WIPE,
      "wipe",
      "wipe",
      Capability.WIPE,
      "a kill that loses the whole disk; comes back as a new member"),
  CRASH_BEFORE_LOG_FORCE(CrashPoint.BEFORE_LOG_FORCE, "entries are appended and not forced"),
  CRASH_AFTER_LOG_FORCE(CrashPoint.AFTER_LOG_FORCE, "entries are forced and nobody knows"),
  CRASH_BEFORE_BALLOT_FORCE(CrashPoint.BEFORE_BALLOT_FORCE, "a vote is written and not forced"),
  CRASH_AFTER_BALLOT_FORCE(CrashPoint.AFTER_BALLOT_FORCE, "a vote is forced and not sent"),
  CRASH_IN_SNAPSHOT(CrashPoint.IN_SNAPSHOT, "it writes a snapshot"),
  CRASH_BEFORE_SNAPSHOT_NAMED(CrashPoint.BEFORE_SNAPSHOT_NAMED, "a snapshot does not count yet"),
  CRASH_AFTER_SNAPSHOT_NAMED(CrashPoint.AFTER_SNAPSHOT_NAMED, "a snapshot counts, not forced"),
  CLOCK_JUMP(
      Family.CLOCK, "clock-jump", "set-clock", Capability.CLOCK_WALL, "the wall clock jumps"),
  CLOCK_STROBE(
      Family.CLOCK,
      "clock-strobe",
      "set-clock",
      Capability.CLOCK_WALL,
      "the wall clock jumps to and fro"),
  CLOCK_FAST(
      Family.CLOCK,
      "clock-fast",
      "set-clock",
      Capability.CLOCK_RATE,
      "clocks and timers run too fast"),
  CLOCK_SLOW(
      Family.CLOCK,
      "clock-slow",
      "set-clock",
      Capability.CLOCK_RATE,
      "clocks and timers run too slowly"),
  DISK_FLIP_LOG(Rot.FLIP_LOG, "one bit of the log turns over while it is down"),
  DISK_FLIP_SNAPSHOT(Rot.FLIP_SNAPSHOT, "one bit of a snapshot turns over while it is down"),
  DISK_TRUNCATE_LOG(Rot.TRUNCATE_LOG, "the end of the log is gone while it is down"),
  DISK_TRUNCATE_SNAPSHOT(Rot.TRUNCATE_SNAPSHOT, "the end of a snapshot is gone"),
  DISK_SLOW(
      Family.DISK, "disk-slow", "harm-disk", Capability.DISK_SLOW, "every fsync takes longer"),
  DISK_FULL(
      Family.DISK, "disk-full", "harm-disk", Capability.DISK_TROUBLE, "no file can grow (ENOSPC)"),
  DISK_FAIL(
      Family.DISK, "disk-fail", "harm-disk", Capability.DISK_TROUBLE, "one fsync fails (EIO)"),
  MEMBERS_REMOVE(
      Family.MEMBERS,
      "members-remove",
      "change-members",
      Capability.MEMBERSHIP,
      "removed, each by another administrator, and added later"),
  MEMBERS_REPLACE(
      Family.MEMBERS,
      "members-replace",
      "change-members",
      Capability.MEMBERSHIP,
      "removed and added, both at once by two administrators"),
  MEMBERS_TRANSFER(
      Family.MEMBERS,
      "members-transfer",
      "change-members",
      Capability.MEMBERSHIP,
      "made the leader, each by another administrator"),
  CPU_THROTTLE(
      Family.RESOURCES,
      "cpu-throttle",
      "throttle-cpu",
      Capability.CPU,
      "gets a tenth of a processor or so"),
  MEMORY_LIMIT(
      Family.RESOURCES,
      "memory-limit",
      "limit-memory",
      Capability.MEMORY,
      "gets hardly more memory than it has");

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

  Group(CrashPoint point, String when) {
    this(
        Family.CRASH,
        "crash-" + point.label(),
        "crash",
        Capability.CRASH_POINT,
        "ends itself when " + when);
  }

  Group(Rot rot, String summary) {
    this(Family.DISK, "disk-" + rot.label(), "harm-disk", Capability.DISK_ROT, summary);
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
      case HALF_OPEN -> PACKETS_HALF_OPEN;
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
    return members().named.stream().filter(fault -> !members().unlisted.contains(fault)).toList();
  }

  /** The one whose label ends so: {@code leader}, {@code n1+n3}. */
  Optional<Fault> how(String how) {
    Stream<Fault> named = members().named.stream().filter(fault -> fault.how().equals(how));
    return Stream.concat(named, Listed.parse(how).map(members().listed).stream()).findFirst();
  }

  /** Whether it takes from a node what it has promised to keep: never from a majority. */
  boolean breaksPromises() {
    return needs == Capability.DISK_ROT || needs == Capability.WIPE;
  }

  /** What a node must be like to have it: one that is down obeys no order. */
  Standing.Fitness fitness() {
    return switch (needs) {
      case CRASH_POINT, CLOCK_WALL, CLOCK_RATE, DISK_SLOW, DISK_TROUBLE, CPU, MEMORY ->
          Standing.Fitness.RUNNING;
      case DISK_ROT, WIPE, MEMBERSHIP -> Standing.Fitness.ANY;
      case PARTITION, REJECT, PARTITION_CLIENT -> Standing.Fitness.ANY;
      case PACKETS_LOSS, PACKETS_DELAY, PACKETS_DUPLICATE -> Standing.Fitness.ANY;
      case PACKETS_NETEM, PACKETS_HALF_OPEN, PACKETS_RATE -> Standing.Fitness.ANY;
      case KILL, PAUSE, STOP, POWER_LOSS, TORN_WRITES -> Standing.Fitness.UP;
    };
  }

  private Members members() {
    return switch (this) {
      case PARTITION -> Members.byShape(Manner.DROP);
      case PARTITION_REJECT -> Members.byShape(Manner.REJECT);
      case PARTITION_FLAP -> Members.byShape(Manner.FLAP);
      case PARTITION_CLIENT -> Members.byTarget(victims -> new Fault.ClientCut(victims, false));
      case PARTITION_CLIENT_REPLIES ->
          Members.byTarget(victims -> new Fault.ClientCut(victims, true));
      case PACKETS_LOSS -> Members.disturbing(Trouble.LOSS);
      case PACKETS_DELAY -> Members.disturbing(Trouble.DELAY);
      case PACKETS_DUPLICATE -> Members.disturbing(Trouble.DUPLICATE);
      case PACKETS_REORDER -> Members.disturbing(Trouble.REORDER);
      case PACKETS_CORRUPT -> Members.disturbing(Trouble.CORRUPT);
      case PACKETS_HALF_OPEN -> Members.disturbing(Trouble.HALF_OPEN);
      case PACKETS_RATE -> Members.disturbing(Trouble.RATE);
      case KILL -> Members.byTarget(Fault.Kill::new);
      case PAUSE -> Members.byTarget(Fault.Pause::new);
      case STOP, POWER_LOSS, POWER_LOSS_TORN ->
          Members.byTarget(victims -> new Fault.Hit(this, victims));
      case WIPE,
          CRASH_BEFORE_LOG_FORCE,
          CRASH_AFTER_LOG_FORCE,
          CRASH_BEFORE_BALLOT_FORCE,
          CRASH_AFTER_BALLOT_FORCE,
          CRASH_IN_SNAPSHOT,
          CRASH_BEFORE_SNAPSHOT_NAMED,
          CRASH_AFTER_SNAPSHOT_NAMED,
          CLOCK_JUMP,
          CLOCK_STROBE,
          CLOCK_FAST,
          CLOCK_SLOW,
          DISK_FLIP_LOG,
          DISK_FLIP_SNAPSHOT,
          DISK_TRUNCATE_LOG,
          DISK_TRUNCATE_SNAPSHOT,
          DISK_SLOW,
          DISK_FULL,
          DISK_FAIL,
          MEMBERS_REMOVE,
          MEMBERS_REPLACE,
          MEMBERS_TRANSFER,
          CPU_THROTTLE,
          MEMORY_LIMIT ->
          Members.byTarget(victims -> new Fault.Hit(this, victims)).butNotOfMany();
    };
  }

  /**
   * What a group consists of.
   *
   * @param listed that of exactly those nodes
   * @param unlisted those that only who knows them can ask for
   */
  private record Members(List<Fault> named, Function<Listed, Fault> listed, Set<Fault> unlisted) {
    Members(List<Fault> named, Function<Listed, Fault> listed) {
      this(named, listed, Set.of());
    }

    /** Lists, and chance, have only those of one node or a few; all can be asked for. */
    Members butNotOfMany() {
      Set<String> few = Set.of("one", "minority", "leader");
      return new Members(
          named,
          listed,
          named.stream().filter(fault -> !few.contains(fault.how())).collect(Collectors.toSet()));
    }

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
