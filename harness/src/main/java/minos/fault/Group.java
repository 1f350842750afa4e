package minos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.cluster.Capability;
import minos.cluster.CrashPoint;
import minos.fault.Fault.Family;

/** Faults that differ only in whom they hit, and the first part of their labels. */
public enum Group {
  PARTITION(
      Family.PARTITION, "partition", "start-partition", Capability.PARTITION, "cuts the network"),
  KILL(Family.KILL, "kill", "kill", Capability.KILL, "kill -9, restarted later"),
  PAUSE(Family.PAUSE, "pause", "pause", Capability.PAUSE, "SIGSTOP, SIGCONT later"),
  STOP(Family.KILL, "stop", "stop", Capability.STOP, "SIGTERM, started later"),
  POWER_LOSS(
      Family.KILL,
      "power-loss",
      "lose-power",
      Capability.POWER_LOSS,
      "a kill that loses what was not forced, started later"),
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
      Family.DISK, "disk-slow", "harm-disk", Capability.DISK_TROUBLE, "every fsync takes longer"),
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
    return this == PARTITION
        ? Arrays.stream(Shape.values()).<Fault>map(Fault.Partition::new).toList()
        : targets().stream().map(this::on).toList();
  }

  /** Those that lists name; others can be asked for all the same. */
  private List<Target> targets() {
    return switch (family) {
      case PARTITION, KILL, PAUSE -> List.of(Target.values());
      case CLOCK, DISK, CRASH, WIPE, MEMBERS, RESOURCES ->
          List.of(Target.ONE, Target.MINORITY, Target.LEADER);
    };
  }

  /** Whether it takes from a node what it has promised to keep: never from a majority. */
  boolean breaksPromises() {
    return needs == Capability.DISK_ROT || needs == Capability.WIPE;
  }

  /** The one that hits those nodes. */
  private Fault on(Victims victims) {
    if (this == KILL) {
      return new Fault.Kill(victims);
    }
    return this == PAUSE ? new Fault.Pause(victims) : new Fault.Hit(this, victims);
  }

  private Fault on(Listed nodes) {
    return this == PARTITION ? new Fault.Partition(nodes) : on((Victims) nodes);
  }

  /** The one whose label ends so: {@code leader}, {@code n1+n3}. */
  Optional<Fault> how(String how) {
    Stream<Fault> named = faults().stream().filter(fault -> fault.how().equals(how));
    Stream<Fault> targeted =
        this == PARTITION
            ? Stream.empty()
            : Arrays.stream(Target.values())
                .filter(target -> target.label().equals(how))
                .map(this::on);
    Stream<Fault> listed = Listed.parse(how).map(this::on).stream();
    return Stream.of(named, targeted, listed).flatMap(each -> each).findFirst();
  }
}
