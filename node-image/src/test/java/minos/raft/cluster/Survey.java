package minos.raft.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import minos.invariant.Breach;
import minos.raft.InvariantViolated;
import minos.raft.Rules;
import minos.raft.flaw.Flaw;
import minos.raft.flaw.Flaws;

/**
 * How often each flaw is caught, in which weather, and by what: {@code Survey 100 30000 [ids]} for
 * a hundred seeds of 30,000 steps each. A table in Markdown goes to standard output.
 */
public final class Survey {
  private static final Map<String, LongFunction<Weather>> WEATHERS =
      new TreeMap<>(
          Map.of(
              "any", Weather::of,
              "upheaval", seed -> Weather.upheaval(3 + (int) (seed % 3)),
              "leases", seed -> Weather.leases(),
              "stops", seed -> Weather.stops(),
              "handovers", seed -> Weather.handovers(),
              "islands", seed -> Weather.islands(),
              "short reigns", seed -> Weather.shortReigns(),
              "slow disks", seed -> Weather.slowDisks(),
              "long absences", seed -> Weather.longAbsences(3 + 2 * (int) (seed % 2)),
              "echoes", seed -> Weather.echoes(3 + 2 * (int) (seed % 2))));

  private record Run(Optional<String> breach, long answered, long reigns) {}

  private Survey() {}

  public static void main(String[] args) {
    long seeds = Long.parseLong(args[0]);
    long steps = Long.parseLong(args[1]);
    List<String> chosen = List.of(args).subList(2, args.length);
    for (String weather : WEATHERS.keySet()) {
      List<Run> lawful = runs(weather, seeds, steps, Rules.OF_THE_PAPER);
      System.out.println(row("paper", weather, lawful, lawful));
      for (Flaw flaw : Flaws.all()) {
        if (chosen.isEmpty() || chosen.contains(flaw.card().id())) {
          System.out.println(
              row(flaw.card().id(), weather, runs(weather, seeds, steps, flaw), lawful));
        }
      }
    }
  }

  private static List<Run> runs(String weather, long seeds, long steps, Rules rules) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> run(seed, WEATHERS.get(weather).apply(seed), steps, rules))
        .toList();
  }

  private static Run run(long seed, Weather weather, long steps, Rules rules) {
    RandomCluster cluster = new RandomCluster(seed, weather, rules);
    try {
      cluster.run(steps);
      long answered = cluster.figures().answered();
      long reigns = cluster.figures().reigns();
      return new Run(cluster.stall(), answered, reigns);
    } catch (Breach | InvariantViolated e) {
      String kind = e instanceof Breach ? "" : "core: ";
      return new Run(Optional.of(kind + e.getMessage().replaceFirst(":.*", "")), 0, 0);
    }
  }

  private static String row(String id, String weather, List<Run> runs, List<Run> lawful) {
    Map<String, Long> by =
        runs.stream()
            .flatMap(run -> run.breach().stream())
            .collect(Collectors.groupingBy(what -> what, TreeMap::new, Collectors.counting()));
    long caught = runs.stream().filter(run -> run.breach().isPresent()).count();
    double answered = 0, lawfullyAnswered = 0, reigns = 0, lawfulReigns = 0;
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).answered() > 0) {
        answered += runs.get(i).answered();
        reigns += runs.get(i).reigns();
        lawfullyAnswered += lawful.get(i).answered();
        lawfulReigns += lawful.get(i).reigns();
      }
    }
    return "| %s | %s | %d/%d | %s | %.2f | %.2f |"
        .formatted(
            id,
            weather,
            caught,
            runs.size(),
            by,
            answered / lawfullyAnswered,
            reigns / lawfulReigns);
  }
}
