package minos.check.weaker;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.Columns;
import minos.history.Operation;
import minos.model.Call;
import minos.model.Model;

/**
 * Is there one order of all operations, on all objects, that keeps the order of each process and
 * explains every result (Lamport 1979)? Real time does not count. Unlike linearizability it cannot
 * be judged object by object, and it takes a search, exponential at worst in the number of
 * processes; what does not fit in the budget is unknown. Of what makes the search for
 * linearizability fast only two things are done here: reads are taken as soon as they fit, and a
 * configuration from which nothing led on is not tried again.
 */
public final class Sequential implements Checker {
  private static final String NAME = "sequential";

  private final Model<?> model;

  public Sequential(Model<?> model) {
    this.model = model;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict check(Columns history, Budget budget) {
    try {
      return check(model, history, budget);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Verdict.unknown(NAME, "Nothing was judged: %s.".formatted(e.getMessage()));
    }
  }

  private static <S> Verdict check(Model<S> model, Columns history, Budget budget) {
    Programs<S> programs = new Programs<>(model, history);
    if (programs.size() == 0) {
      return history.isEmpty()
          ? Verdict.unknown(NAME, "Nothing was judged: no client did anything.")
          : Verdict.valid(NAME);
    }
    Interleaving<S> search = new Interleaving<>(programs, budget);
    return switch (search.run()) {
      case FOUND -> Verdict.valid(NAME);
      case NONE -> refused(history, programs, search);
      case STOPPED ->
          Verdict.unknown(
              NAME,
              "%s. %,d configurations were looked at; of %,d operations up to %,d were put in order."
                  .formatted(
                      search.whyStopped(),
                      search.configurations(),
                      search.required(),
                      search.furthest()));
    };
  }

  private static <S> Verdict refused(
      Columns history, Programs<S> programs, Interleaving<S> search) {
    List<String> stuck = new ArrayList<>();
    for (int operation : search.stuck()) {
      Operation next = history.operation(operation);
      Call call = programs.call(operation);
      stuck.add(
          "process %d's %s%s of %s (ops %d-%d) meets %s"
              .formatted(
                  next.process(),
                  next.f(),
                  next.key() == null ? "" : " of key " + next.key(),
                  call.result(),
                  next.invocation().index(),
                  next.completion().orElseThrow().index(),
                  search.stateAtFurthest(operation)));
    }
    return new Verdict(
        Validity.INVALID,
        NAME,
        List.of(
            "No order of all operations that keeps the order of each process explains them all."
                + " The one that came furthest put %,d of %,d in order; then %s."
                    .formatted(search.furthest(), search.required(), String.join(", and ", stuck))),
        List.of());
  }
}
