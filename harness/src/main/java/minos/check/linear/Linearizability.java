package minos.check.linear;

import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Checker;
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
  static final String NAME = "linearizable";

  private final Model<?> model;
  private final Manner manner;
  private final int threads;

  /**
   * How each object is judged.
   *
   * @param nothingIsValid whether it is valid if no call says anything of the state; else unknown
   * @param onlySearch whether it is searched in any case
   * @param brief whether the verdict is enough, without its counterexample
   */
  record Manner(boolean nothingIsValid, boolean onlySearch, boolean brief) {}

  public Linearizability(Model<?> model) {
    this(model, new Manner(false, false, false), 1);
  }

  private Linearizability(Model<?> model, Manner manner, int threads) {
    this.model = model;
    this.manner = manner;
    this.threads = threads;
  }

  /**
   * For histories that others recorded, of which only this is asked: what says nothing of the state
   * is explained as well, but for an empty history. A run of one's own that proved nothing is
   * unknown instead.
   */
  public static Linearizability ofRecorded(Model<?> model) {
    return new Linearizability(model, new Manner(true, false, false), 1);
  }

  /** The same without the algorithms that are made for one kind of object: a second opinion. */
  public Linearizability onlySearching() {
    return new Linearizability(
        model, new Manner(manner.nothingIsValid(), true, manner.brief()), threads);
  }

  @Override
  public Linearizability brief() {
    return new Linearizability(
        model, new Manner(manner.nothingIsValid(), manner.onlySearch(), true), threads);
  }

  /** The same, with several objects at once; the answer is the same. */
  public Linearizability onThreads(int number) {
    return new Linearizability(model, manner, number);
  }

  /** What the objects are. */
  public Model<?> model() {
    return model;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** One part for each key, in the order in which the keys first appear. */
  @Override
  public Verdict check(Columns columns, Budget budget) {
    if (columns.keys() == 0 && manner.nothingIsValid() && !columns.isEmpty()) {
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
    return new Ordering(new Layout(model, columns), object, effort, manner.onlySearch())
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

  private List<Verdict> judgeAll(Columns columns, Layout layout, Budget budget) {
    return new Objects(columns, layout, budget, threads, this::judge).judge();
  }

  private Verdict judge(Layout layout, int object, String name, Effort effort) {
    return new ObjectJudge(layout, object, effort, manner).judge(name);
  }
}
