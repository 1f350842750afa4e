package minos.check.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import minos.history.Columns;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one database: operations called {@code txn} whose value is a list of steps,
 * {@code ["append", key, value]} or {@code ["w", key, value]}, and {@code ["r", key, found]}.
 * {@code read} and {@code write} are other names. Either all that write append, or none does.
 */
final class Transactions {
  private static final String SHAPE =
      "a txn is a list of [\"append\", key, value], [\"w\", key, value] and [\"r\", key, found]";

  /** Who wrote a value, and whether it wrote nothing to that key after it. */
  record Write(int transaction, boolean last) {}

  private final Columns columns;
  private final List<Transaction> all = new ArrayList<>();
  private final Map<Object, Integer> keyNumbers = new HashMap<>();
  private final List<Object> keys = new ArrayList<>();
  private final List<Map<Object, Write>> writes = new ArrayList<>();
  private final List<Set<Object>> ambiguous = new ArrayList<>();
  private final Set<Step.Kind> kinds = new HashSet<>();
  private @Nullable String firstAmbiguity;

  private Transactions(Columns columns) {
    this.columns = columns;
  }

  /**
   * @param operations on this database, in order of invocation
   * @throws IllegalArgumentException if one is no transaction, or steps do not fit together
   */
  static Transactions of(Columns columns, IntStream operations) {
    Transactions transactions = new Transactions(columns);
    operations.forEach(transactions::add);
    if (transactions.kinds.contains(Step.Kind.APPEND)
        && transactions.kinds.contains(Step.Kind.WRITE)) {
      throw new IllegalArgumentException(
          "some transactions append and some write; one history has one kind of them");
    }
    transactions.all.forEach(transactions::index);
    return transactions;
  }

  private void add(int operation) {
    if (!columns.fAt(columns.f(operation)).equals("txn")) {
      throw wrong(operation, "expected txn, not " + columns.fAt(columns.f(operation)));
    }
    Transaction.Fate fate =
        columns.isOk(operation)
            ? Transaction.Fate.COMMITTED
            : columns.isFailed(operation) ? Transaction.Fate.ABORTED : Transaction.Fate.UNKNOWN;
    boolean committed = fate == Transaction.Fate.COMMITTED;
    int value = committed ? columns.result(operation) : columns.argument(operation);
    all.add(
        new Transaction(
            all.size(),
            operation,
            fate,
            columns.process(operation),
            columns.invoked(operation),
            committed ? columns.completed(operation) : Transaction.NEVER,
            steps(operation, columns.values().get(value))));
  }

  private List<Step> steps(int operation, @Nullable Object value) {
    if (!(value instanceof List<?> said)) {
      throw wrong(operation, SHAPE + ", not " + value);
    }
    List<Step> steps = new ArrayList<>(said.size());
    for (Object one : said) {
      Step step = step(operation, one);
      kinds.add(step.kind());
      steps.add(step);
    }
    return steps;
  }

  private Step step(int operation, @Nullable Object said) {
    if (!(said instanceof List<?> parts) || parts.size() != 3 || parts.get(1) == null) {
      throw wrong(operation, SHAPE + "; a step is " + said);
    }
    int key = key(parts.get(1));
    Object value = parts.get(2);
    Step.Kind kind =
        switch (String.valueOf(parts.get(0))) {
          case "r", "read" -> Step.Kind.READ;
          case "w", "write" -> Step.Kind.WRITE;
          case "append" -> Step.Kind.APPEND;
          default -> throw wrong(operation, SHAPE + "; a step is " + said);
        };
    if (kind != Step.Kind.READ && value == null) {
      throw wrong(operation, "nil cannot be told from what was never written: " + said);
    }
    return new Step(kind, key, value);
  }

  private int key(Object key) {
    return keyNumbers.computeIfAbsent(
        key,
        fresh -> {
          keys.add(fresh);
          writes.add(new HashMap<>());
          ambiguous.add(new HashSet<>());
          return keys.size() - 1;
        });
  }

  private IllegalArgumentException wrong(int operation, String why) {
    return new IllegalArgumentException(
        "at index %d, %s".formatted(columns.operation(operation).invocation().index(), why));
  }

  private void index(Transaction transaction) {
    Map<Integer, Object> lasts = new HashMap<>();
    for (Step step : transaction.steps()) {
      if (!step.reads() && step.value() != null) {
        lasts.put(step.key(), step.value());
      }
    }
    for (Step step : transaction.steps()) {
      if (!step.reads() && step.value() != null) {
        boolean last = step.value().equals(lasts.get(step.key()));
        Write before =
            writes.get(step.key()).put(step.value(), new Write(transaction.number(), last));
        if (before != null) {
          ambiguous(step, before.transaction(), transaction.number());
        }
      }
    }
  }

  private void ambiguous(Step step, int one, int other) {
    ambiguous.get(step.key()).add(java.util.Objects.requireNonNull(step.value()));
    if (firstAmbiguity == null) {
      firstAmbiguity =
          "%s of key %s was written twice, by %s and by %s: which of them a read saw cannot be told"
              .formatted(step.value(), key(step.key()), where(one), where(other));
    }
  }

  /** Whether they append to lists; else they write registers. */
  boolean areLists() {
    return kinds.contains(Step.Kind.APPEND) || (!kinds.contains(Step.Kind.WRITE) && readsLists());
  }

  private boolean readsLists() {
    return all.stream()
        .flatMap(transaction -> transaction.steps().stream())
        .anyMatch(step -> step.value() instanceof List<?>);
  }

  List<Transaction> all() {
    return all;
  }

  Transaction get(int number) {
    return all.get(number);
  }

  int size() {
    return all.size();
  }

  int keys() {
    return keys.size();
  }

  Object key(int number) {
    return keys.get(number);
  }

  Columns columns() {
    return columns;
  }

  /** Who wrote a value to a key; empty if nobody did, or who cannot be told. */
  Optional<Write> writer(int key, Object value) {
    return isAmbiguous(key, value)
        ? Optional.empty()
        : Optional.ofNullable(writes.get(key).get(value));
  }

  boolean isAmbiguous(int key, Object value) {
    return ambiguous.get(key).contains(value);
  }

  /** Why not all can be judged; empty if it can. */
  Optional<String> ambiguity() {
    return Optional.ofNullable(firstAmbiguity);
  }

  /** {@code process 3's txn (ops 12-17)}. */
  String where(int number) {
    Transaction transaction = all.get(number);
    long begun = columns.operation(transaction.operation()).invocation().index();
    String end =
        columns
            .operation(transaction.operation())
            .completion()
            .map(completion -> "-" + completion.index())
            .orElse("");
    String fate =
        switch (transaction.fate()) {
          case COMMITTED -> "";
          case ABORTED -> ", aborted";
          case UNKNOWN -> ", outcome unknown";
        };
    return "process %d's txn (ops %d%s%s)".formatted(transaction.process(), begun, end, fate);
  }
}
