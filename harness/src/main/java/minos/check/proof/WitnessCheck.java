package minos.check.proof;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.Columns;
import minos.history.Operation;
import minos.model.Call;
import minos.model.Model;

/**
 * Replays a witness: by the definition of linearizability (Herlihy and Wing 1990), and knowing
 * nothing but the model, the history, and the order.
 */
public record WitnessCheck(Model<?> model, Columns columns) {

  /** What is wrong with it, as a sentence; empty if it explains the object. */
  public Optional<String> objection(Witness witness) {
    return objection(model, witness);
  }

  private <S> Optional<String> objection(Model<S> model, Witness witness) {
    BitSet placed = new BitSet();
    S state = model.initial();
    int lastBegun = -1;
    for (int op : witness.order()) {
      if (placed.get(op) || columns.isFailed(op) || columns.key(op) != witness.object()) {
        return Optional.of(said(op) + " cannot stand in an order of this object's operations.");
      }
      placed.set(op);
      lastBegun = Math.max(lastBegun, columns.invoked(op));
      if (columns.isOk(op) && columns.completed(op) < lastBegun) {
        return Optional.of(said(op) + " had returned before one began that stands before it.");
      }
      Optional<S> next = model.step(state, Call.of(columns.operation(op)));
      if (next.isEmpty()) {
        return Optional.of(said(op) + " is not explained by " + model.describe(state) + ".");
      }
      state = next.get();
    }
    return IntStream.range(0, columns.size())
        .filter(op -> columns.key(op) == witness.object() && columns.isOk(op) && !placed.get(op))
        .mapToObj(op -> said(op) + " happened and is not in the order.")
        .findFirst();
  }

  private String said(int op) {
    Operation operation = columns.operation(op);
    return "The %s at index %d".formatted(operation.f(), operation.invocation().index());
  }
}
