package minos.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Appends and reads of several lists, in this order and with nothing in between; a read sees the
 * appends before it. The reply is {@link Reply.Reads}; or {@link Reply.WrongKind} of the first name
 * that is no list, and then nothing is done.
 */
public record Transaction(List<Step> steps) implements Command.Change {
  public Transaction {
    steps = List.copyOf(steps);
  }

  /** A step of a transaction. */
  public sealed interface Step {
    String name();
  }

  /** Puts an element at the end of a list. */
  public record Append(String name, String element) implements Step {}

  /** Reads a list. */
  public record Read(String name) implements Step {}

  static Reply execute(Transaction transaction, Store store) {
    for (Step step : transaction.steps) {
      Optional<Reply> mismatch = store.mismatch(step.name(), Kind.LIST);
      if (mismatch.isPresent()) {
        return mismatch.get();
      }
    }
    List<List<String>> reads = new ArrayList<>();
    for (Step step : transaction.steps) {
      switch (step) {
        case Append(String name, String element) ->
            TextList.execute(new TextList.Append(name, element), store);
        case Read(String name) -> {
          if (TextList.ask(new TextList.Read(name), store) instanceof Reply.Values(var elements)) {
            reads.add(elements);
          }
        }
      }
    }
    return new Reply.Reads(reads);
  }
}
