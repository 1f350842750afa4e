package minos.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The same loads on each system by turns, in several rounds; of each figure the median counts. */
final class RaftBench {
  private static final int WARM_UP_OUTSTANDING = 64;

  private final List<Measurable> systems;
  private final Consumer<String> say;

  /**
   * @param systems the reference first
   */
  RaftBench(List<Measurable> systems, Consumer<String> say) {
    this.systems = systems;
    this.say = say;
  }

  /**
   * Puts and reads before the first figure: a server's first seconds, in which its code is
   * compiled, are not what it can do from then on.
   */
  void warmUp(Duration time) throws IOException {
    for (Load.Kind kind : Load.Kind.values()) {
      for (Measurable system : systems) {
        Figure ignored = system.measure(new Load(kind, WARM_UP_OUTSTANDING, Duration.ZERO, time));
      }
    }
  }

  void run(List<Integer> outstanding, Duration warmUp, Duration time, int rounds)
      throws IOException {
    for (Load.Kind kind : Load.Kind.values()) {
      for (int level : outstanding) {
        report(new Load(kind, level, warmUp, time), rounds);
      }
    }
  }

  private void report(Load load, int rounds) throws IOException {
    Map<Measurable, List<Figure>> figures = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Measurable system : systems) {
        figures.computeIfAbsent(system, key -> new ArrayList<>()).add(system.measure(load));
      }
    }
    List<Figure> medians = figures.values().stream().map(Figure::median).toList();
    for (int i = 0; i < systems.size(); i++) {
      say.accept(
          String.format(
              Locale.ROOT,
              "%s %4d under way  %-6s %s",
              load.kind().name().toLowerCase(Locale.ROOT),
              load.outstanding(),
              systems.get(i).name(),
              medians.get(i)));
    }
    if (medians.size() > 1) {
      Figure ours = medians.getFirst();
      Figure theirs = medians.get(1);
      say.accept(
          String.format(
              Locale.ROOT,
              "%29s %.2f times the operations at %.2f times the p99",
              "",
              ours.opsPerSecond() / theirs.opsPerSecond(),
              ours.p99() / theirs.p99()));
    }
  }
}
