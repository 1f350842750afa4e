package minos.check.weaker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import minos.check.Budget;

/**
 * Searches an order of all programs, depth first: a read that fits is taken at once, which can harm
 * nothing; of what changes something, that which ended first in real time. A configuration from
 * which nothing led on is not tried again.
 */
final class Interleaving<S> {
  private static final int STEPS_BETWEEN_LOOKS = 1024;
  private static final int BYTES_A_CONFIGURATION = 120;

  /** What came of it. */
  enum Outcome {
    FOUND,
    NONE,
    STOPPED
  }

  private final Programs<S> programs;
  private final Budget budget;
  private final long begun;
  private final List<S> states = new ArrayList<>();
  private final Map<S, Integer> numbers = new HashMap<>();
  private final Set<Configuration> dead = new HashSet<>();
  private final int required;
  private Configuration best;
  private int bestDone = -1;
  private long configurations;
  private boolean timeIsUp;

  Interleaving(Programs<S> programs, Budget budget) {
    this.programs = programs;
    this.budget = budget;
    begun = budget.nanoClock().getAsLong();
    required =
        programs.all().stream()
            .mapToInt(program -> (int) Arrays.stream(program).filter(programs::isOk).count())
            .sum();
    best = first();
  }

  /** How far each program is, and the state of each object by number. */
  private record Configuration(List<Integer> at) {
    static Configuration of(int[] at) {
      return new Configuration(Arrays.stream(at).boxed().toList());
    }
  }

  /** A configuration and what is still to be tried from it. */
  private record Branch(Configuration from, Deque<Integer> processes) {}

  private Configuration first() {
    int[] at = new int[programs.all().size() + programs.objects()];
    Arrays.fill(at, programs.all().size(), at.length, number(programs.model().initial()));
    return Configuration.of(at);
  }

  private int number(S state) {
    return numbers.computeIfAbsent(
        state,
        fresh -> {
          states.add(fresh);
          return states.size() - 1;
        });
  }

  Outcome run() {
    Deque<Branch> path = new ArrayDeque<>();
    path.push(branch(first()));
    while (!path.isEmpty()) {
      if (bestDone == required) {
        return Outcome.FOUND;
      }
      if (isStopped(path.size())) {
        return Outcome.STOPPED;
      }
      Branch branch = path.peek();
      if (branch.processes().isEmpty()) {
        dead.add(path.pop().from());
        continue;
      }
      Branch next = branch(after(branch.from(), branch.processes().removeFirst()));
      if (!dead.contains(next.from())) {
        path.push(next);
      }
    }
    return Outcome.NONE;
  }

  private boolean isStopped(int depth) {
    configurations++;
    if (configurations % STEPS_BETWEEN_LOOKS == 0) {
      timeIsUp = budget.nanoClock().getAsLong() - begun >= budget.time().toNanos();
    }
    long width = (long) programs.all().size() + programs.objects();
    long bytes = (dead.size() + depth) * (BYTES_A_CONFIGURATION + 20 * width);
    return timeIsUp || bytes > budget.limits().memoryBytes();
  }

  /** Takes all reads that fit, then says which processes can go on by a change. */
  private Branch branch(Configuration from) {
    int[] at = from.at().stream().mapToInt(Integer::intValue).toArray();
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int process = 0; process < programs.all().size(); process++) {
        while (isNext(at, process)
            && programs.onlyReads(next(at, process))
            && result(at, process).isPresent()) {
          at[process]++;
          moved = true;
        }
      }
    }
    Configuration settled = Configuration.of(at);
    note(settled, at);
    Deque<Integer> changes = new ArrayDeque<>();
    IntStream.range(0, programs.all().size())
        .filter(process -> isNext(at, process) && !programs.onlyReads(next(at, process)))
        .filter(process -> result(at, process).isPresent())
        .boxed()
        .sorted(Comparator.comparingInt(process -> programs.ended(next(at, process))))
        .forEach(changes::addLast);
    return new Branch(settled, changes);
  }

  private void note(Configuration settled, int[] at) {
    int done = 0;
    for (int process = 0; process < programs.all().size(); process++) {
      int[] program = programs.all().get(process);
      boolean lastIsUnknown =
          at[process] == program.length && !programs.isOk(program[program.length - 1]);
      done += at[process] - (lastIsUnknown ? 1 : 0);
    }
    if (done > bestDone) {
      bestDone = done;
      best = settled;
    }
  }

  private Configuration after(Configuration from, int process) {
    int[] at = from.at().stream().mapToInt(Integer::intValue).toArray();
    int object = programs.all().size() + programs.object(next(at, process));
    at[object] = number(result(at, process).orElseThrow());
    at[process]++;
    return Configuration.of(at);
  }

  private boolean isNext(int[] at, int process) {
    return at[process] < programs.all().get(process).length;
  }

  private int next(int[] at, int process) {
    return programs.all().get(process)[at[process]];
  }

  private Optional<S> result(int[] at, int process) {
    int operation = next(at, process);
    S state = states.get(at[programs.all().size() + programs.object(operation)]);
    return programs.model().step(state, programs.call(operation));
  }

  long configurations() {
    return configurations;
  }

  /** How many operations are ok: an order must have them all. */
  int required() {
    return required;
  }

  /** Of those that are ok, how many were put in order at most. */
  int furthest() {
    return bestDone;
  }

  String whyStopped() {
    return timeIsUp
        ? "The time for checking ran out; give it more, or test with fewer processes"
        : "The memory for checking ran out; give it more, or test with fewer processes";
  }

  /** The next operations where it came furthest, of those that are ok. */
  List<Integer> stuck() {
    int[] at = best.at().stream().mapToInt(Integer::intValue).toArray();
    return IntStream.range(0, programs.all().size())
        .filter(process -> isNext(at, process) && programs.isOk(next(at, process)))
        .map(process -> next(at, process))
        .boxed()
        .toList();
  }

  /** In what state an operation found its object there, in words. */
  String stateAtFurthest(int operation) {
    int number = best.at().get(programs.all().size() + programs.object(operation));
    return programs.model().describe(states.get(number));
  }
}
