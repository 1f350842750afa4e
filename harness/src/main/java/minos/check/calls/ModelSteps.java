package minos.check.calls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.model.Call;
import minos.model.Model;

/** Any model; asks it once for each state and kind of call. */
final class ModelSteps<S> implements Steps {
  /** What objects of these kinds take on a 64-bit machine, with their places in tables. */
  private static final long MOVE_BYTES = 80;

  private static final long STATE_BYTES = 160;
  private static final long ELEMENT_BYTES = 16;

  private final Model<S> model;
  private final List<Call> kinds;
  private final boolean[] onlyReads;
  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<S> states = new ArrayList<>();
  private final Map<Long, Integer> known = new HashMap<>();
  private final int initial;
  private long bytes;

  ModelSteps(Model<S> model, List<Call> kinds) {
    this.model = model;
    this.kinds = kinds;
    this.onlyReads = new boolean[kinds.size()];
    for (int kind = 0; kind < onlyReads.length; kind++) {
      onlyReads[kind] = model.onlyReads(kinds.get(kind));
    }
    this.initial = number(model.initial());
  }

  @Override
  public int initial() {
    return initial;
  }

  @Override
  public int step(int state, int kind) {
    long move = ((long) state << 32) | kind;
    Integer next = known.get(move);
    if (next == null) {
      Optional<S> after = model.step(states.get(state), kinds.get(kind));
      next = after.isPresent() ? number(after.get()) : ILLEGAL;
      known.put(move, next);
      bytes += MOVE_BYTES;
    }
    return next;
  }

  @Override
  public boolean onlyReads(int kind) {
    return onlyReads[kind];
  }

  @Override
  public boolean observes(int kind) {
    return kinds.get(kind).known();
  }

  @Override
  public String describe(int state) {
    return model.describe(states.get(state));
  }

  @Override
  public long bytes() {
    return bytes;
  }

  private static int elements(Object state) {
    return switch (state) {
      case Collection<?> many -> many.size();
      case Map<?, ?> many -> 4 * many.size();
      case Optional<?> one -> one.map(ModelSteps::elements).orElse(1);
      case CharSequence text -> text.length();
      default -> 1;
    };
  }

  S state(int number) {
    return states.get(number);
  }

  int number(S state) {
    return numbers.computeIfAbsent(
        state,
        is -> {
          states.add(is);
          bytes += STATE_BYTES + ELEMENT_BYTES * elements(is);
          return states.size() - 1;
        });
  }
}
