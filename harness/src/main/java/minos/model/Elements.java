package minos.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set: {@code add}, {@code remove} and {@code contains} of an element, each of which may return
 * {@code [element, truth]}: whether it was added now, was there to be removed, is there. Any other
 * result of the first two says nothing. A {@code read} returns all elements in any order, each
 * once; null says nothing.
 */
public record Elements() implements Model<Set<Object>> {

  @Override
  public String name() {
    return "set";
  }

  @Override
  public Set<Object> initial() {
    return Set.of();
  }

  @Override
  public Optional<Set<Object>> step(Set<Object> set, Call call) {
    if (call.f().equals("read")) {
      return read(set, call);
    }
    Object element = Held.element(this, call);
    boolean there = set.contains(element);
    Optional<Boolean> said =
        call.known() ? truth(call.f(), element, call.result()) : Optional.empty();
    return switch (call.f()) {
      case "add" -> after(said, !there, there ? set : with(set, element));
      case "remove" -> after(said, there, there ? without(set, element) : set);
      case "contains" -> after(said, there, set);
      default -> throw Held.unknown(this, "add, remove, contains and read", call);
    };
  }

  private static Optional<Set<Object>> after(
      Optional<Boolean> said, boolean truth, Set<Object> after) {
    return said.isPresent() && said.get() != truth ? Optional.empty() : Optional.of(after);
  }

  /**
   * What a completed operation on an element says; empty if nothing.
   *
   * @throws IllegalArgumentException if it returned what it cannot
   */
  public static Optional<Boolean> truth(String f, Object element, @Nullable Object result) {
    if (result instanceof List<?> pair
        && pair.size() == 2
        && element.equals(pair.get(0))
        && pair.get(1) instanceof Boolean truth) {
      return Optional.of(truth);
    }
    if (result instanceof Boolean truth && !(element instanceof Boolean)) {
      return Optional.of(truth);
    }
    if (f.equals("contains")) {
      throw new IllegalArgumentException(
          "contains returns [%s, true] or [%s, false], not %s".formatted(element, element, result));
    }
    return Optional.empty();
  }

  /** What {@code read} does to a set. */
  static Optional<Set<Object>> read(Set<Object> set, Call call) {
    if (!call.known() || call.result() == null) {
      return Optional.of(set);
    }
    if (!(call.result() instanceof List<?> found)) {
      throw new IllegalArgumentException("a set is read as a list, not " + call.result());
    }
    return found.size() == set.size() && set.equals(new HashSet<>(found))
        ? Optional.of(set)
        : Optional.empty();
  }

  static Set<Object> with(Set<Object> set, Object element) {
    Set<Object> larger = new HashSet<>(set);
    larger.add(element);
    return Set.copyOf(larger);
  }

  private static Set<Object> without(Set<Object> set, Object element) {
    Set<Object> smaller = new HashSet<>(set);
    smaller.remove(element);
    return Set.copyOf(smaller);
  }

  @Override
  public boolean onlyReads(Call call) {
    return switch (call.f()) {
      case "add", "remove" ->
          call.known() && !truth(call.f(), Held.element(this, call), call.result()).orElse(true);
      default -> true;
    };
  }

  @Override
  public String describe(Set<Object> set) {
    return set.stream().map(String::valueOf).sorted().toList().toString();
  }
}
