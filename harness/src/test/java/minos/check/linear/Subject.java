package minos.check.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import minos.model.Call;
import minos.model.CasRegister;
import minos.model.Counter;
import minos.model.Elements;
import minos.model.FencedLock;
import minos.model.FifoQueue;
import minos.model.GrowOnlySet;
import minos.model.KeyValue;
import minos.model.ListAppend;
import minos.model.Model;
import minos.model.MultiRegister;
import minos.model.Mutex;
import minos.model.PriorityQueue;
import minos.model.Register;
import minos.model.Stack;
import org.jspecify.annotations.Nullable;

/**
 * A model with all that is needed to make histories of it.
 *
 * @param fs its operations; those that come twice are twice as common
 * @param arguments of an operation
 * @param results what an operation returns in a state
 * @param lies what it might return instead, if it is not true
 */
record Subject<S>(
    String name,
    Model<S> model,
    List<String> fs,
    Arguments<S> arguments,
    Results<S> results,
    Lies lies) {

  interface Arguments<S> {
    @Nullable Object of(String f, long fresh, SplittableRandom random);
  }

  interface Results<S> {
    @Nullable Object of(String f, @Nullable Object argument, S state);
  }

  interface Lies {
    @Nullable Object of(String f, @Nullable Object truth, SplittableRandom random);
  }

  @Override
  public String toString() {
    return name;
  }

  /** The state after an operation and what it returns; empty if it cannot be done now. */
  Optional<S> after(S state, String f, @Nullable Object argument) {
    return model.step(state, new Call(f, argument, true, results.of(f, argument, state)));
  }

  static List<Subject<?>> all() {
    List<Subject<?>> all = new ArrayList<>();
    for (boolean unique : new boolean[] {true, false}) {
      String values = unique ? ", unique values" : ", few values";
      all.add(register("register" + values, new Register(), unique, "read", "write"));
      all.add(register("cas-register" + values, new CasRegister(), unique, "read", "write", "cas"));
      all.add(held("fifo-queue" + values, new FifoQueue(), unique, "enqueue", "dequeue", 0));
      all.add(held("stack" + values, new Stack(), unique, "push", "pop", -1));
      all.add(
          held("priority-queue" + values, new PriorityQueue(), unique, "enqueue", "dequeue", 0));
      all.add(list(unique, values));
      all.add(growing(unique, values));
    }
    all.add(register("key-value", new KeyValue(), false, "get", "put", "cas", "delete"));
    all.add(set(List.of("add", "remove", "contains")));
    all.add(set(List.of("add", "remove", "contains", "read")));
    all.add(counter("counter by ones", List.of("increment", "read")));
    all.add(counter("counter", List.of("add", "increment", "decrement", "read")));
    all.add(mutex());
    all.add(fencedLock());
    all.add(registers());
    return all;
  }

  private static long few(SplittableRandom random) {
    return random.nextInt(3);
  }

  private static Subject<Optional<Object>> register(
      String name, Model<Optional<Object>> model, boolean unique, String... fs) {
    return new Subject<>(
        name,
        model,
        List.of(fs),
        (f, fresh, random) ->
            switch (f) {
              case "read", "get", "delete" -> null;
              case "cas" ->
                  List.of(
                      unique ? (long) random.nextInt((int) fresh + 1) : few(random),
                      unique ? fresh : few(random));
              default -> unique ? fresh : few(random);
            },
        (f, argument, state) -> f.equals("read") || f.equals("get") ? state.orElse(null) : argument,
        (f, truth, random) ->
            f.equals("read") || f.equals("get") ? (Object) (long) random.nextInt(6) : truth);
  }

  private static Subject<List<Object>> held(
      String name, Model<List<Object>> model, boolean unique, String put, String take, int at) {
    return new Subject<>(
        name,
        model,
        List.of(put, take),
        (f, fresh, random) -> f.equals(put) ? (Object) (unique ? fresh : few(random)) : null,
        (f, argument, state) ->
            f.equals(put)
                ? argument
                : state.isEmpty() ? null : state.get(at < 0 ? state.size() - 1 : at),
        (f, truth, random) ->
            f.equals(take) ? (random.nextInt(3) == 0 ? null : (long) random.nextInt(6)) : truth);
  }

  private static Subject<List<Object>> list(boolean unique, String values) {
    return new Subject<>(
        "list-append" + values,
        new ListAppend(),
        List.of("append", "read"),
        (f, fresh, random) -> f.equals("append") ? (Object) (unique ? fresh : few(random)) : null,
        (f, argument, state) -> f.equals("append") ? argument : state,
        (f, truth, random) -> f.equals("read") ? disturbed((List<?>) truth, random) : truth);
  }

  private static Subject<Set<Object>> growing(boolean unique, String values) {
    return new Subject<>(
        "grow-only-set" + values,
        new GrowOnlySet(),
        List.of("add", "read"),
        (f, fresh, random) -> f.equals("add") ? (Object) (unique ? fresh : few(random)) : null,
        (f, argument, state) -> f.equals("add") ? argument : sorted(state),
        (f, truth, random) -> f.equals("read") ? disturbed((List<?>) truth, random) : truth);
  }

  private static List<Object> sorted(Set<Object> set) {
    return set.stream().sorted(Comparator.comparing(element -> (Long) element)).toList();
  }

  private static List<Object> disturbed(@Nullable List<?> list, SplittableRandom random) {
    List<Object> other = new ArrayList<>(Objects.requireNonNull(list));
    if (!other.isEmpty() && random.nextBoolean()) {
      other.remove(random.nextInt(other.size()));
    } else {
      other.add(random.nextInt(other.size() + 1), (long) random.nextInt(5));
    }
    return other;
  }

  private static Subject<Set<Object>> set(List<String> fs) {
    return new Subject<>(
        "set of " + fs,
        new Elements(),
        fs,
        (f, fresh, random) -> f.equals("read") ? null : (Object) few(random),
        (f, argument, state) ->
            switch (f) {
              case "read" -> sorted(state);
              case "add" -> List.of(Objects.requireNonNull(argument), !state.contains(argument));
              default -> List.of(Objects.requireNonNull(argument), state.contains(argument));
            },
        (f, truth, random) ->
            f.equals("read")
                ? disturbed((List<?>) truth, random)
                : List.of(
                    ((List<?>) Objects.requireNonNull(truth)).getFirst(), random.nextBoolean()));
  }

  private static Subject<Long> counter(String name, List<String> fs) {
    return new Subject<>(
        name,
        new Counter(),
        fs,
        (f, fresh, random) -> f.equals("add") ? (Object) (random.nextInt(5) - 2L) : null,
        (f, argument, state) -> f.equals("read") ? (Object) state : argument,
        (f, truth, random) -> f.equals("read") ? (Object) (long) random.nextInt(6) : truth);
  }

  private static Subject<Boolean> mutex() {
    return new Subject<>(
        "mutex",
        new Mutex(),
        List.of("acquire", "release"),
        (f, fresh, random) -> null,
        (f, argument, state) -> null,
        (f, truth, random) -> truth);
  }

  private static Subject<FencedLock.State> fencedLock() {
    return new Subject<>(
        "fenced-lock",
        new FencedLock(),
        List.of("acquire", "release", "read"),
        (f, fresh, random) -> null,
        (f, argument, state) ->
            switch (f) {
              case "acquire" -> Math.max(1, state.last() + 1);
              case "read" -> state.held() ? (Object) state.last() : null;
              default -> null;
            },
        (f, truth, random) -> f.equals("release") ? truth : (Object) (long) random.nextInt(6));
  }

  private static Subject<java.util.Map<String, Object>> registers() {
    return new Subject<>(
        "multi-register",
        new MultiRegister(),
        List.of("txn"),
        (f, fresh, random) ->
            random.nextBoolean()
                ? List.of(List.of("w", "x", few(random)), List.of("w", "y", few(random)))
                : List.of(java.util.Arrays.asList("r", "x", null)),
        (f, argument, state) ->
            ((List<?>) Objects.requireNonNull(argument)).size() == 2
                ? argument
                : List.of(java.util.Arrays.asList("r", "x", state.get("x"))),
        (f, truth, random) ->
            ((List<?>) Objects.requireNonNull(truth)).size() == 2
                ? truth
                : List.of(java.util.Arrays.asList("r", "x", few(random))));
  }
}
