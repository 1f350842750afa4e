package minos.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.calls.Layout;
import minos.check.proof.Witness;
import minos.check.proof.WitnessCheck;
import minos.check.search.Effort;
import minos.history.Columns;
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
  private static final int ROUNDS = 2;

  private final Model<?> model;
  private final boolean nothingIsValid;
  private final boolean onlySearch;

  public Linearizability(Model<?> model) {
    this(model, false, false);
  }

  private Linearizability(Model<?> model, boolean nothingIsValid, boolean onlySearch) {
    this.model = model;
    this.nothingIsValid = nothingIsValid;
    this.onlySearch = onlySearch;
  }

  /**
   * For histories that others recorded, of which only this is asked: what says nothing of the state
   * is explained as well, but for an empty history. A run of one's own that proved nothing is
   * unknown instead.
   */
  public static Linearizability ofRecorded(Model<?> model) {
    return new Linearizability(model, true, false);
  }

  /** The same without the algorithms that are made for one kind of object: a second opinion. */
  public Linearizability onlySearching() {
    return new Linearizability(model, nothingIsValid, true);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** One part for each key, in the order in which the keys first appear. */
  @Override
  public Verdict check(Columns columns, Budget budget) {
    if (columns.keys() == 0 && nothingIsValid && !columns.isEmpty()) {
      return Verdict.valid(NAME);
    }
    return Verdict.of(NAME, judgeAll(columns, new Layout(model, columns), budget));
  }

  /**
   * An order that explains the operations on an object, which has been found valid: it has been
   * replayed. Empty if the budget ran out.
   *
   * @param object by its number in the columns
   */
  public Optional<Witness> witness(Columns columns, int object, Budget budget) {
    Effort effort = new Effort(budget.time().toNanos(), budget, budget.limits().memoryBytes());
    return new Ordering(new Layout(model, columns), object, effort, onlySearch)
        .order()
        .map(order -> replayed(columns, new Witness(object, order)));
  }

  private Witness replayed(Columns columns, Witness witness) {
    Optional<String> objection = new WitnessCheck(model, columns).objection(witness);
    if (objection.isPresent()) {
      throw new IllegalStateException("an order was found that is none: " + objection.get());
    }
    return witness;
  }

  /**
   * Short ones first, each with its share of the time that is left, so that a hard one takes none
   * from others; then those again whose share was too small, with all that the others did not need.
   */
  private List<Verdict> judgeAll(Columns columns, Layout layout, Budget budget) {
    List<Integer> waiting =
        IntStream.range(0, columns.keys())
            .boxed()
            .sorted(Comparator.comparingInt(layout::events))
            .toList();
    Verdict[] verdicts = new Verdict[columns.keys()];
    long begun = budget.nanoClock().getAsLong();
    for (int round = 0; round < ROUNDS; round++) {
      List<Integer> late = new ArrayList<>();
      for (int done = 0; done < waiting.size(); done++) {
        int object = waiting.get(done);
        long spent = budget.nanoClock().getAsLong() - begun;
        long share = Math.max(0, budget.time().toNanos() - spent) / (waiting.size() - done);
        Effort effort =
            new Effort(round == 0 ? share / 2 : share, budget, budget.limits().memoryBytes());
        Object key = columns.keyAt(object);
        String name = key == null ? NAME : NAME + " key " + key;
        verdicts[object] =
            new ObjectJudge(layout, object, effort, !nothingIsValid, onlySearch).judge(name);
        if (verdicts[object].validity() == Validity.UNKNOWN && effort.timeIsUp()) {
          late.add(object);
        }
      }
      waiting = late;
    }
    return Arrays.asList(verdicts);
  }
}
