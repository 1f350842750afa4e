package minos.check.online;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import minos.check.Budget;
import minos.check.search.Effort;
import minos.history.Op;
import minos.model.Counter;
import minos.model.Elements;
import minos.model.FifoQueue;
import minos.model.GrowOnlySet;
import minos.model.ListAppend;
import minos.model.Model;
import minos.model.OneValue;

/**
 * One object, judged in the way that suits it: {@link Gathered} where an algorithm is made for its
 * model, else {@link InParts}. Objects of one value are judged in parts as well, unless too many
 * operations are open at once for there ever to be a moment at which nothing is.
 */
final class Tracked implements Following {
  private static final int OPEN_MANY = 40;
  private static final int EVENTS_MIN = 256;

  private final Model<?> model;
  private final LongFunction<Effort> efforts;
  private final LongFunction<Budget> budgets;
  private final long memoryBytes;
  private Following following;
  private int open;
  private boolean mayWiden;

  /**
   * @param efforts for so many configurations
   * @param budgets likewise
   * @param memoryBytes what is kept may take so much
   */
  Tracked(
      Model<?> model,
      LongFunction<Effort> efforts,
      LongFunction<Budget> budgets,
      long memoryBytes) {
    this.model = model;
    this.efforts = efforts;
    this.budgets = budgets;
    this.memoryBytes = memoryBytes;
    mayWiden = model instanceof OneValue;
    following = hasOwnAlgorithm(model) ? gathered() : inParts(model);
  }

  private static boolean hasOwnAlgorithm(Model<?> model) {
    return model instanceof Elements
        || model instanceof FifoQueue
        || model instanceof GrowOnlySet
        || model instanceof ListAppend
        || model instanceof Counter;
  }

  private Gathered gathered() {
    return new Gathered(model, efforts, budgets, memoryBytes, EVENTS_MIN);
  }

  private <S> InParts<S> inParts(Model<S> same) {
    return new InParts<>(same, efforts);
  }

  @Override
  public void take(Op op) {
    open += op.type() == Op.Type.INVOKE ? 1 : -1;
    following.take(op);
    if (mayWiden && open > OPEN_MANY && following instanceof InParts<?> parts) {
      mayWiden = false;
      parts.uncut().ifPresent(events -> follow(gathered(), events));
    }
    settle();
  }

  private void follow(Following next, List<Op> events) {
    following = next;
    events.forEach(following::take);
  }

  /** Goes on in parts where no algorithm applies. */
  private void settle() {
    if (following instanceof Gathered gathered) {
      gathered.givenBack().ifPresent(events -> follow(inParts(model), events));
    }
  }

  @Override
  public void look() {
    following.look();
    settle();
  }

  @Override
  public void close() {
    following.close();
    if (following instanceof Gathered gathered && gathered.givenBack().isPresent()) {
      settle();
      following.close();
    }
  }

  @Override
  public boolean isIdle() {
    return following.isIdle();
  }

  @Override
  public Optional<Violation> violation() {
    return following.violation();
  }

  @Override
  public Optional<String> unjudged() {
    return following.unjudged();
  }

  @Override
  public boolean observes() {
    return following.observes();
  }

  @Override
  public long judged() {
    return following.judged();
  }
}
