package minos.check.online;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import minos.history.Op;
import minos.model.Access;
import minos.model.Call;
import minos.model.Model;

/**
 * Operations of unknown outcome on an object that have not taken effect yet, and may at any time.
 * There may be very many after a while; to judge a part takes only those that it may need.
 */
final class Doubtful {
  private final Model<?> model;
  private final TreeMap<Long, Op> invocations = new TreeMap<>();

  /** Of those that find and leave one value: which leave it. */
  private final Map<Optional<Object>, TreeSet<Long>> byLeft = new HashMap<>();

  private int others;

  Doubtful(Model<?> model) {
    this.model = model;
  }

  /** Unless it only reads: then it has no effect. */
  void add(Op invocation) {
    Call call = call(invocation);
    if (model.onlyReads(call)) {
      return;
    }
    invocations.put(invocation.index(), invocation);
    Optional<Access> access = model.access(call);
    if (access.isPresent()) {
      byLeft.computeIfAbsent(left(access.get()), none -> new TreeSet<>()).add(invocation.index());
    } else {
      others++;
    }
  }

  void remove(long index) {
    Op invocation = invocations.remove(index);
    if (invocation == null) {
      return;
    }
    Optional<Access> access = model.access(call(invocation));
    if (access.isEmpty()) {
      others--;
      return;
    }
    Optional<Object> left = left(access.get());
    TreeSet<Long> some = byLeft.getOrDefault(left, new TreeSet<>());
    some.remove(index);
    if (some.isEmpty()) {
      byLeft.remove(left);
    }
  }

  private static Optional<Object> left(Access access) {
    return Optional.ofNullable(access.left());
  }

  /** All of them, by index. */
  Set<Long> indices() {
    return invocations.keySet();
  }

  /**
   * Those that calls may need, directly or by way of others; all, unless the model says of each
   * call what it finds and leaves.
   *
   * @param must indices of some that are needed in any case
   */
  Collection<Op> needed(List<Call> calls, Set<Long> must) {
    if (invocations.isEmpty()) {
      return List.of();
    }
    List<Call> all = new ArrayList<>(calls);
    must.forEach(index -> all.add(call(of(index))));
    if (others > 0 || all.stream().anyMatch(call -> model.access(call).isEmpty())) {
      return invocations.values();
    }
    Deque<Optional<Object>> wanted = new ArrayDeque<>();
    all.forEach(call -> find(call, wanted));
    TreeSet<Long> needed = new TreeSet<>(must);
    Set<Optional<Object>> known = new HashSet<>();
    while (!wanted.isEmpty()) {
      Optional<Object> value = wanted.remove();
      if (known.add(value)) {
        for (long index : byLeft.getOrDefault(value, new TreeSet<>())) {
          needed.add(index);
          find(call(of(index)), wanted);
        }
      }
    }
    return needed.stream().map(this::of).toList();
  }

  private void find(Call call, Deque<Optional<Object>> wanted) {
    model
        .access(call)
        .filter(Access::finds)
        .ifPresent(access -> wanted.add(Optional.ofNullable(access.found())));
  }

  private Op of(long index) {
    Op invocation = invocations.get(index);
    if (invocation == null) {
      throw new IllegalStateException("no operation of unknown outcome began at " + index);
    }
    return invocation;
  }

  private static Call call(Op invocation) {
    return new Call(invocation.f(), invocation.value(), false, null);
  }
}
