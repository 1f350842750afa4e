package minos.shrink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.fault.Fault;
import minos.fault.FaultScript;
import minos.run.Test;

/**
 * Makes a schedule that fails smaller, as long as it still fails: fewer operations, faults, nodes
 * and clients, in less time. Whatever is changed changes what is left to chance, so a candidate is
 * tried with several seeds: with one at first, with more when nothing else helps.
 */
public final class Shrinker {
  private static final List<Integer> SEEDS = List.of(1, 4, 16, 64);

  /** Where much can be left out at once, more tries are worth it. */
  private static final int SEEDS_OF_MUCH = 6;

  /** Shorter waits are not shortened: nothing is gained for who reads it. */
  private static final long GAP_MIN_NANOS = 50_000_000;

  private static final int NODES_MIN = 1;

  private final Predicate<Schedule> fails;
  private final BooleanSupplier over;
  private final int threads;
  private final Progress progress;
  private Schedule current;
  private int seeds = 1;
  private long trials;

  /** Is told of each step forward. */
  public interface Progress {
    /**
     * @param what was tried
     * @param trials how many runs that took until now
     */
    void smaller(String what, Schedule before, Schedule after, long trials);
  }

  /**
   * @param failing what fails
   * @param fails whether a schedule fails in the same way; asked on several threads
   * @param over whether the time for this is over; what is smallest then is the result
   */
  public Shrinker(
      Schedule failing,
      Predicate<Schedule> fails,
      BooleanSupplier over,
      int threads,
      Progress progress) {
    this.current = failing;
    this.fails = fails;
    this.over = over;
    this.threads = threads;
    this.progress = progress;
  }

  /** The smallest that was found. */
  public Schedule run() {
    for (int each : SEEDS) {
      seeds = each;
      Schedule before;
      do {
        before = current;
        round();
      } while (!current.equals(before) && !over.getAsBoolean());
    }
    return current;
  }

  /** How many runs it took. */
  public long trials() {
    return trials;
  }

  private void round() {
    end();
    objects();
    finals();
    faults();
    roles();
    operations();
    nodes();
    clients();
    waits();
  }

  private void objects() {
    List<Object> keys = current.keys();
    if (keys.size() > 1) {
      first("objects", keys.stream().map(current::ofKey).toList(), Math.max(seeds, SEEDS_OF_MUCH));
    }
  }

  private void finals() {
    Ddmin.reduce(current.finals(), parts -> number("final reads", parts, current::withFinals));
  }

  private void faults() {
    Ddmin.reduce(current.faults(), parts -> number("faults", parts, current::withFaults));
  }

  /** A fault of who leads says more than one of a node by name, and does not depend on chance. */
  private void roles() {
    for (int number = 0; number < current.faults().size(); number++) {
      FaultScript.Entry entry = current.faults().get(number);
      Optional<Fault> ofLeader = Fault.labelled(entry.fault().group().label() + "-leader");
      if (entry.fault() instanceof Fault.Chosen && ofLeader.isPresent()) {
        List<FaultScript.Entry> changed = new ArrayList<>(current.faults());
        changed.set(number, new FaultScript.Entry(ofLeader.get(), entry.begin(), entry.end()));
        first("of the leader", List.of(current.withFaults(changed)));
      }
    }
  }

  private void operations() {
    Ddmin.reduce(
        current.ops(),
        parts -> {
          boolean much = 4 * parts.getFirst().size() <= 3 * current.ops().size();
          return first(
              "operations",
              parts.stream().map(current::withOps).toList(),
              much ? Math.max(seeds, SEEDS_OF_MUCH) : seeds);
        });
  }

  /** The earliest end that will do; the same happens until then, so halving finds it. */
  private void end() {
    List<Long> moments = current.sortedMoments();
    int fails = moments.size() - 1;
    int passes = -1;
    while (fails - passes > 1) {
      int middle = (fails + passes) >>> 1;
      if (first("time", List.of(current.until(moments.get(middle)))).isPresent()) {
        fails = middle;
      } else {
        passes = middle;
      }
    }
  }

  private void nodes() {
    boolean smaller = true;
    while (smaller && current.nodes() > NODES_MIN) {
      List<String> names = Test.nodeNames(current.nodes());
      List<List<String>> gone = new ArrayList<>();
      for (String one : names) {
        names.stream()
            .filter(other -> other.compareTo(one) > 0 && names.size() > NODES_MIN + 1)
            .forEach(other -> gone.add(List.of(one, other)));
      }
      names.forEach(one -> gone.add(List.of(one)));
      Schedule from = current;
      smaller = first("nodes", gone.stream().map(some -> without(some, from)).toList()).isPresent();
    }
  }

  private static Schedule without(List<String> gone, Schedule from) {
    return from.withNodes(
        from.nodes() - gone.size(), new FewerNodes(from.nodes(), gone).of(from.faults()));
  }

  private void clients() {
    if (current.used().size() < current.clients()) {
      first("clients", List.of(current.compact()));
    }
    boolean smaller = true;
    while (smaller) {
      Schedule from = current;
      List<Integer> used = from.used();
      List<Schedule> joined = new ArrayList<>();
      for (int place : used) {
        used.stream()
            .filter(other -> other > place)
            .forEach(other -> joined.add(from.joining(place, other)));
      }
      smaller = first("clients", joined).isPresent();
    }
  }

  /** The longest waits first: to a tenth, or else to a half. */
  private void waits() {
    boolean smaller = true;
    while (smaller) {
      Schedule from = current;
      List<Long> moments = new ArrayList<>(from.sortedMoments());
      moments.addFirst(0L);
      smaller =
          first(
                  "waits",
                  IntStream.range(0, moments.size() - 1)
                      .filter(i -> moments.get(i + 1) - moments.get(i) > GAP_MIN_NANOS)
                      .boxed()
                      .sorted(Comparator.comparingLong(i -> moments.get(i) - moments.get(i + 1)))
                      .flatMap(i -> shorter(from, moments.get(i), moments.get(i + 1)))
                      .toList())
              .isPresent();
    }
  }

  private static Stream<Schedule> shorter(Schedule from, long begin, long end) {
    long gap = end - begin;
    return Stream.of(from.closer(begin, gap - gap / 10), from.closer(begin, gap / 2));
  }

  private <T> OptionalInt number(String what, List<T> parts, Function<T, Schedule> as) {
    return first(what, parts.stream().map(as).toList());
  }

  private OptionalInt first(String what, List<Schedule> candidates) {
    return first(what, candidates, seeds);
  }

  /** Goes on with the first candidate that fails; tries all with one seed before the next. */
  private OptionalInt first(String what, List<Schedule> candidates, int seedsOfEach) {
    List<Schedule> tries = new ArrayList<>();
    for (int more = 0; more < seedsOfEach; more++) {
      for (Schedule candidate : candidates) {
        tries.add(candidate.withSeed(candidate.seed() + more));
      }
    }
    for (int from = 0; from < tries.size() && !over.getAsBoolean(); from += threads) {
      List<Schedule> batch = tries.subList(from, Math.min(tries.size(), from + threads));
      trials += batch.size();
      List<Boolean> failed =
          (threads > 1 ? batch.parallelStream() : batch.stream()).map(fails::test).toList();
      int first = failed.indexOf(true);
      if (first >= 0) {
        Schedule before = current;
        current = batch.get(first);
        progress.smaller(what, before, current, trials);
        return OptionalInt.of((from + first) % candidates.size());
      }
    }
    return OptionalInt.empty();
  }
}
