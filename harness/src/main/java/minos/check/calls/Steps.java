package minos.check.calls;

import java.util.List;
import minos.model.Call;
import minos.model.Model;

/**
 * A model on numbers: states and kinds of calls are numbered, so that the search holds no object.
 */
public sealed interface Steps permits ValueSteps, ModelSteps {
  int ILLEGAL = -1;

  int initial();

  /** The state after a call, or {@link #ILLEGAL}. */
  int step(int state, int kind);

  boolean onlyReads(int kind);

  /** Whether a completed call of the kind says anything of the state. */
  boolean observes(int kind);

  String describe(int state);

  /** How much memory the states take that were seen so far, about. */
  long bytes();

  static <S> Steps of(Model<S> model, List<Call> kinds) {
    return areAccesses(model, kinds) ? ValueSteps.of(model, kinds) : new ModelSteps<>(model, kinds);
  }

  /**
   * Of an object that has a history already.
   *
   * @param starts states that it may be in
   */
  static <S> Resumed<S> resumed(Model<S> model, List<Call> kinds, Calls calls, List<S> starts) {
    if (areAccesses(model, kinds)) {
      return new ValueStarts<>(model, kinds, starts).resumed(calls);
    }
    ModelSteps<S> steps = new ModelSteps<>(model, kinds);
    List<Integer> numbers = starts.stream().map(steps::number).toList();
    return new Resumed<>(calls, steps, numbers, steps::state);
  }

  private static <S> boolean areAccesses(Model<S> model, List<Call> kinds) {
    return !kinds.isEmpty() && kinds.stream().allMatch(kind -> model.access(kind).isPresent());
  }
}
