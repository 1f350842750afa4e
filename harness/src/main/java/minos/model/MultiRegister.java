package minos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Registers with names, read and written several at once: {@code txn} of {@code [["read", "x",
 * null], ["write", "y", 2]]}, whose result is the same with what was read; {@code r} and {@code w}
 * are other names for the two. Each write is seen by the reads after it in the same transaction.
 */
public final class MultiRegister implements Model<Map<String, Object>> {
  private final Optional<Object> initial;
  private final NilReads nilReads;

  public MultiRegister() {
    this(null, NilReads.ABSENT);
  }

  /**
   * @param initial what each register holds before it is written; null for nil
   */
  public MultiRegister(@Nullable Object initial, NilReads nilReads) {
    this.initial = Optional.ofNullable(initial);
    this.nilReads = nilReads;
  }

  @Override
  public String name() {
    return "multi-register";
  }

  /** Holds only registers that differ from how they began. */
  @Override
  public Map<String, Object> initial() {
    return Map.of();
  }

  private record Step(boolean reads, String register, @Nullable Object value) {}

  @Override
  @SuppressWarnings("NullAway") // a register may hold nil
  public Optional<Map<String, Object>> step(Map<String, Object> state, Call call) {
    Map<String, Object> after = new TreeMap<>(state);
    for (Step step : steps(call)) {
      Object now =
          after.containsKey(step.register()) ? after.get(step.register()) : initial.orElse(null);
      if (!step.reads()) {
        after.put(step.register(), step.value());
        if (Objects.equals(step.value(), initial.orElse(null))) {
          after.remove(step.register());
        }
      } else if (says(step, call) && !Objects.equals(step.value(), now)) {
        return Optional.empty();
      }
    }
    return Optional.of(after);
  }

  private boolean says(Step step, Call call) {
    return call.known() && (step.value() != null || nilReads == NilReads.ABSENT);
  }

  @Override
  public boolean onlyReads(Call call) {
    return steps(call).stream().allMatch(Step::reads);
  }

  private static List<Step> steps(Call call) {
    if (!call.f().equals("txn")) {
      throw new IllegalArgumentException("multi-register has txn, not " + call.f());
    }
    if (!((call.known() ? call.result() : call.argument()) instanceof List<?> said)) {
      throw new IllegalArgumentException("txn takes a list of reads and writes");
    }
    List<Step> steps = new ArrayList<>(said.size());
    for (Object one : said) {
      steps.add(step(one));
    }
    return steps;
  }

  private static Step step(@Nullable Object said) {
    if (said instanceof List<?> parts && parts.size() == 3) {
      String register = String.valueOf(parts.get(1));
      String verb = String.valueOf(parts.get(0));
      if (verb.equals("read") || verb.equals("r")) {
        return new Step(true, register, parts.get(2));
      }
      if (verb.equals("write") || verb.equals("w")) {
        return new Step(false, register, parts.get(2));
      }
    }
    throw new IllegalArgumentException(
        "a part of a txn is [read, name, value] or [write, name, value], not " + said);
  }

  @Override
  public String describe(Map<String, Object> state) {
    return state.isEmpty() ? "as at first" : state.toString();
  }
}
