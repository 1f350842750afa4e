package minos.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;

/** Joins the nodes and cuts them again by turns, aside of the run's loop, until it is closed. */
final class Flapping implements AutoCloseable {
  /** Hangs the rules of all nodes in, or out. */
  interface Switch {
    void cut(boolean cut) throws FaultNotInjected;
  }

  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Future<?> turning;
  private final Switch rules;
  private final List<String> failures = new ArrayList<>();
  private boolean cut = true;
  private int joined;

  Flapping(Switch rules) {
    this.rules = rules;
    turning =
        turns.scheduleAtFixedRate(
            this::turn, Grudge.FLAP_NANOS, Grudge.FLAP_NANOS, TimeUnit.NANOSECONDS);
  }

  private synchronized void turn() {
    try {
      rules.cut(!cut);
      cut = !cut;
      joined += cut ? 0 : 1;
    } catch (FaultNotInjected e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }

  /** What came of it; failures by what the first of them said. */
  synchronized List<String> observations() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "joined and cut again %d times, each for %d ms"
            .formatted(joined, TimeUnit.NANOSECONDS.toMillis(Grudge.FLAP_NANOS)));
    failures.stream()
        .limit(1)
        .map(first -> failures.size() + " turns failed: " + first)
        .forEach(lines::add);
    return lines;
  }

  /** Returns once no turn is under way any more. */
  @Override
  public void close() {
    turning.cancel(false);
    turns.close();
  }
}
