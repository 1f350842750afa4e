package minos.check.calls;

import java.util.List;
import java.util.Optional;
import minos.model.Access;
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
    List<Access> accesses = kinds.stream().map(model::access).flatMap(Optional::stream).toList();
    return accesses.size() == kinds.size() && !kinds.isEmpty()
        ? ValueSteps.of(model, kinds)
        : new ModelSteps<>(model, kinds);
  }
}
