package minos.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minos.fault.FaultSchedule.Pace;
import minos.fault.Rounds.Round;
import minos.fault.Rounds.Step;
import minos.generate.Generator;
import minos.generate.Seed;

/** How the faults of a run follow one another, by the names of {@code --fault-schedule}. */
public enum Rhythm {
  TURNS("one fault at a time, with quiet between"),
  ROTATION("several at once, another selection each time, with quiet between"),
  IN_ORDER("one after the other in the order given, each while those before it are in force"),
  BURSTS("all kinds in quick succession, then a long quiet"),
  PAUSE_THEN_KILL("the leader is paused, then a minority killed"),
  PARTITION_THEN_KILL("the leader is cut off, then a node killed"),
  PARTITION_THEN_MEMBERS("the leader is cut off, then a node removed and added"),
  ROLLING_RESTART("every node is killed and started, one after the other"),
  CRASH_LOOP("one node is killed four times, each time as soon as it runs");

  private static final int CRASHES = 4;

  private final String summary;

  Rhythm(String summary) {
    this.summary = summary;
  }

  /** For lists and help. */
  public String summary() {
    return summary;
  }

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that users write so. */
  public static Optional<Rhythm> labelled(String label) {
    return Arrays.stream(values()).filter(rhythm -> rhythm.label().equals(label)).findAny();
  }

  /** The faults that it names itself; empty where the user says which. */
  public List<String> faults() {
    return switch (this) {
      case TURNS, ROTATION, IN_ORDER, BURSTS -> List.of();
      case PAUSE_THEN_KILL -> List.of("pause-leader", "kill-minority");
      case PARTITION_THEN_KILL -> List.of("partition-leader", "kill-one");
      case PARTITION_THEN_MEMBERS -> List.of("partition-leader", "members-replace-one");
      case ROLLING_RESTART, CRASH_LOOP -> List.of("kill");
    };
  }

  /** Why it cannot have these together, in one line; empty if it can. */
  public Optional<String> objection(List<FaultKind> kinds) {
    Map<Fault.Family, FaultKind> families = new EnumMap<>(Fault.Family.class);
    for (FaultKind kind : kinds) {
      FaultKind before = families.put(kind.family(), kind);
      if (this == IN_ORDER && before != null) {
        return Optional.of(
            "%s and %s are healed together, so that one cannot come while the other is in force"
                .formatted(before.name(), kind.name()));
      }
    }
    return Optional.empty();
  }

  /**
   * What the nemesis is to do; nothing if no kind is asked for.
   *
   * @param kinds those asked for, or those of {@link #faults()}
   * @param nodes how many the cluster has
   */
  Generator generator(List<FaultKind> kinds, int nodes, Pace pace, Seed seed) {
    if (kinds.isEmpty()) {
      return context -> new Generator.Next.Done();
    }
    return switch (this) {
      case TURNS -> FaultSchedule.of(kinds, pace, seed);
      case ROTATION -> Rounds.of((n, draw) -> rotation(n, kinds, pace, draw), pace, seed);
      case BURSTS -> Rounds.of((n, draw) -> burst(kinds, pace, draw), pace, seed);
      case IN_ORDER, PAUSE_THEN_KILL, PARTITION_THEN_KILL, PARTITION_THEN_MEMBERS ->
          Rounds.of((n, draw) -> overlapping(kinds, pace, draw), pace, seed);
      case ROLLING_RESTART -> Rounds.of((n, draw) -> restarts(oneByOne(nodes), pace), pace, seed);
      case CRASH_LOOP -> Rounds.of((n, draw) -> restarts(sameAgain(nodes, draw), pace), pace, seed);
    };
  }

  /** First one of each family, then some of them; which of its kinds a family takes goes round. */
  private static Round rotation(int number, List<FaultKind> kinds, Pace pace, Seed seed) {
    Map<Fault.Family, List<FaultKind>> families =
        kinds.stream()
            .collect(Collectors.groupingBy(FaultKind::family, TreeMap::new, Collectors.toList()));
    List<FaultKind> all =
        families.values().stream().map(some -> some.get(number % some.size())).toList();
    int size = number == 0 ? all.size() : 1 + seed.child("size").below(all.size());
    List<FaultKind> chosen = new ArrayList<>(seed.shuffle(all).subList(0, size));
    // Nobody can pause a dead process, but can kill a paused one. And what a node must do to itself
    // comes about only while it is asked to do anything, so that goes first once.
    chosen.sort(
        Comparator.comparing((FaultKind kind) -> kind.family() == Fault.Family.KILL)
            .thenComparing(kind -> number > 0 || !needsWork(kind.family())));
    return overlapping(chosen, pace, seed);
  }

  private static boolean needsWork(Fault.Family family) {
    return family.isWithin() || family == Fault.Family.MEMBERS;
  }

  /** One fault after the other, all of them in force for a while; each of another family. */
  private static Round overlapping(List<FaultKind> kinds, Pace pace, Seed seed) {
    long lasts = seed.child("lasts").between(pace.lastsMin(), pace.lastsMax());
    long apart = lasts / (2L * kinds.size());
    List<Step> steps = new ArrayList<>();
    Seed draw = seed.child("faults");
    for (int i = 0; i < kinds.size(); i++) {
      Fault fault = kinds.get(i).draw(draw);
      draw = draw.next();
      steps.add(new Step(i * apart, fault.asking()));
      steps.add(new Step(lasts + i * apart, fault.family().healing()));
    }
    steps.sort(Comparator.comparingLong(Step::nanos));
    long quiet = seed.child("quiet").between(pace.quietMin(), pace.quietMax());
    return new Round(steps, steps.getLast().nanos() + quiet);
  }

  private static Round burst(List<FaultKind> kinds, Pace pace, Seed seed) {
    List<Step> steps = new ArrayList<>();
    Seed draw = seed.child("faults");
    long now = 0;
    for (FaultKind kind : seed.shuffle(kinds)) {
      Fault fault = kind.draw(draw);
      long lasts = draw.child("lasts").between(pace.lastsMin() / 2, pace.lastsMin());
      steps.add(new Step(now, fault.asking()));
      steps.add(new Step(now + lasts, fault.family().healing()));
      now += lasts + draw.child("quiet").between(0, pace.quietMin() / 4);
      draw = draw.next();
    }
    return new Round(steps, now + 2 * pace.quietMax());
  }

  private static List<String> oneByOne(int nodes) {
    return IntStream.rangeClosed(1, nodes).mapToObj(n -> "n" + n).toList();
  }

  private static List<String> sameAgain(int nodes, Seed seed) {
    String node = "n" + (1 + seed.child("node").below(nodes));
    return java.util.Collections.nCopies(CRASHES, node);
  }

  private static Round restarts(List<String> nodes, Pace pace) {
    List<Step> steps = new ArrayList<>();
    long now = 0;
    for (String node : nodes) {
      Fault kill = new Fault.Kill(new Listed(List.of(node)));
      steps.add(new Step(now, kill.asking()));
      steps.add(new Step(now + pace.lastsMin() / 4, kill.family().healing()));
      now += pace.lastsMin() / 2;
    }
    return new Round(steps, now + pace.quietMax());
  }
}
