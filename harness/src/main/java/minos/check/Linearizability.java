package minos.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Operation;
import minos.model.Model;

/**
 * Does each object behave as its model, every operation taking effect at one moment between its
 * invocation and its completion (Herlihy and Wing 1990)?
 *
 * <p>Objects are judged one by one, which is exact: a history is linearizable if and only if each
 * object's part is. A failed operation asserts nothing; one of unknown outcome may take effect at
 * any time after its invocation, or never. The order of events is that of their indices.
 */
public final class Linearizability implements Checker {
  private static final String NAME = "linearizable";
  private static final long MEMORY_BYTES = 256L << 20;
  private static final int ROUNDS = 2;

  private final Model<?> model;
  private final long memoryBytes;
  private final boolean nothingIsValid;

  public Linearizability(Model<?> model) {
    this(model, MEMORY_BYTES);
  }

  /**
   * @param memoryBytes how much the search of one object may hold at once
   */
  public Linearizability(Model<?> model, long memoryBytes) {
    this(model, memoryBytes, false);
  }

  private Linearizability(Model<?> model, long memoryBytes, boolean nothingIsValid) {
    this.model = model;
    this.memoryBytes = memoryBytes;
    this.nothingIsValid = nothingIsValid;
  }

  /**
   * For histories that others recorded, of which only this is asked: what says nothing of the state
   * is explained as well. A run of one's own that proved nothing is unknown instead.
   */
  public static Linearizability ofRecorded(Model<?> model) {
    return new Linearizability(model, MEMORY_BYTES, true);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** One part for each key, in the order in which the keys first appear. */
  @Override
  public Verdict check(History history, Budget budget) {
    Map<Optional<Object>, List<Operation>> byKey = new LinkedHashMap<>();
    for (Operation operation : history.operations()) {
      byKey
          .computeIfAbsent(Optional.ofNullable(operation.key()), key -> new ArrayList<>())
          .add(operation);
    }
    List<String> names =
        byKey.keySet().stream().map(key -> NAME + key.map(k -> " key " + k).orElse("")).toList();
    if (byKey.isEmpty() && nothingIsValid) {
      return Verdict.valid(NAME);
    }
    return Verdict.of(NAME, judgeAll(names, List.copyOf(byKey.values()), budget));
  }

  /**
   * Short ones first, each with its share of the time that is left, so that a hard one takes none
   * from others; then those again whose share was too small, with all that the others did not need.
   */
  private List<Verdict> judgeAll(List<String> names, List<List<Operation>> objects, Budget budget) {
    List<Integer> waiting =
        IntStream.range(0, objects.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> objects.get(i).size()))
            .toList();
    Verdict[] verdicts = new Verdict[objects.size()];
    long begun = budget.nanoClock().getAsLong();
    for (int round = 0; round < ROUNDS; round++) {
      List<Integer> late = new ArrayList<>();
      for (int done = 0; done < waiting.size(); done++) {
        int object = waiting.get(done);
        long spent = budget.nanoClock().getAsLong() - begun;
        long share = Math.max(0, budget.time().toNanos() - spent) / (waiting.size() - done);
        Effort effort = new Effort(round == 0 ? share / 2 : share, budget, memoryBytes);
        verdicts[object] = judge(names.get(object), objects.get(object), effort);
        if (verdicts[object].validity() == Validity.UNKNOWN && effort.timeIsUp()) {
          late.add(object);
        }
      }
      waiting = late;
    }
    return Arrays.asList(verdicts);
  }

  private Verdict judge(String name, List<Operation> operations, Effort effort) {
    List<Operation> judged = new ArrayList<>();
    for (Operation operation : operations) {
      try {
        if (asserts(operation)) {
          judged.add(operation);
        }
      } catch (IllegalArgumentException e) {
        return Verdict.unknown(
            name,
            "Nothing was judged: at index %d, %s."
                .formatted(operation.invocation().index(), e.getMessage()));
      }
    }
    Calls calls = Calls.of(judged);
    Steps steps = Steps.of(model, calls.kinds());
    if (!nothingIsValid
        && IntStream.range(0, calls.size()).noneMatch(call -> observes(calls, steps, call))) {
      return Verdict.unknown(
          name, "Nothing was judged: no operation completed that says anything of the state.");
    }
    if (steps instanceof ValueSteps values) {
      Optional<Zones> zones = Zones.of(calls, values);
      if (zones.isPresent()) {
        return ZoneJudge.judge(calls, values, zones.get(), effort)
            .map(found ->
                Verdict.invalid(
                    name,
                    new Refutation(operations, calls, steps, found.refused())
                        .explain(found.core())))
            .orElseGet(() -> Verdict.valid(name));
      }
    }
    return searched(name, operations, calls, steps, effort);
  }

  private static Verdict searched(
      String name, List<Operation> operations, Calls calls, Steps steps, Effort effort) {
    return switch (Search.search(calls, steps, effort)) {
      case Finding.Explained() -> Verdict.valid(name);
      case Finding.Exhausted exhausted ->
          Verdict.unknown(name, whyUnknown(calls, exhausted, effort));
      case Finding.Refused refused ->
          Verdict.invalid(name, new Refutation(operations, calls, steps, refused).explain(effort));
    };
  }

  /** Whether the operation says or does anything; asks the model whether it knows it at all. */
  private boolean asserts(Operation operation) {
    return !operation.isFailed() && (takes(model, operation) || operation.isOk());
  }

  /** Whether it may change the state. */
  private static <S> boolean takes(Model<S> model, Operation operation) {
    var unused = model.step(model.initial(), Calls.asCall(operation));
    return !model.onlyReads(Calls.asCall(operation));
  }

  private static boolean observes(Calls calls, Steps steps, int call) {
    return !calls.isCrashed(call) && steps.observes(calls.kind()[call]);
  }

  private static String whyUnknown(Calls calls, Finding.Exhausted exhausted, Effort effort) {
    Operation operation = calls.source().get(exhausted.call());
    return ("%s, or test with values that are written only once, or with fewer operations on one"
            + " key. Judged up to index %d (%s by process %d): %,d of %,d operations had completed"
            + " without contradiction, %,d configurations were looked at.")
        .formatted(
            effort.whyStopped(),
            operation.completion().orElseThrow().index(),
            operation.f(),
            operation.process(),
            exhausted.returned(),
            calls.size(),
            effort.configurations());
  }
}
