package minos.check.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.proof.Certificate;
import minos.history.Columns;
import minos.history.Operation;

/**
 * Do transactions keep a consistency model? From what they read follows who must come before whom;
 * a cycle of that, or a read of what nobody may see, breaks the models that bar it (Adya 1999;
 * Kingsbury and Alvaro, "Elle", VLDB 2020). What it finds is there, whatever really happened inside
 * the database; what leaves no trace in reads it cannot find. In time about linear in the steps.
 */
public final class Isolated implements Checker {
  private static final int CYCLES_MAX = 50;
  private static final int DATA = Graph.WW | Graph.WR | Graph.RW;

  private final Isolation isolation;

  public Isolated(Isolation isolation) {
    this.isolation = isolation;
  }

  @Override
  public String name() {
    return isolation.name();
  }

  /**
   * One part for each key of operations, which is a database of its own, where there are several.
   */
  @Override
  public Verdict check(Columns columns, Budget budget) {
    long begun = budget.nanoClock().getAsLong();
    BooleanSupplier isOver =
        () -> budget.nanoClock().getAsLong() - begun >= budget.time().toNanos();
    Columns.ByKey byKey = columns.byKey();
    List<Verdict> parts = new ArrayList<>();
    for (int key = 0; key < columns.keys(); key++) {
      Object name = columns.keyAt(key);
      IntStream operations =
          IntStream.range(byKey.starts()[key], byKey.starts()[key + 1])
              .map(at -> byKey.events()[at])
              .filter(event -> (event & 1) == 0)
              .map(event -> event >> 1);
      String which = name == null ? name() : name() + " key " + name;
      parts.add(isOver.getAsBoolean() ? late(which) : judge(which, columns, operations, isOver));
    }
    return parts.size() == 1 ? parts.getFirst() : Verdict.of(name(), parts);
  }

  private static Verdict late(String name) {
    return Verdict.unknown(
        name, "Not all was judged: the time for checking ran out; give it more.");
  }

  private Verdict judge(
      String name, Columns columns, IntStream operations, BooleanSupplier isOver) {
    try {
      return judge(name, Transactions.of(columns, operations), isOver);
    } catch (IllegalArgumentException e) {
      return Verdict.unknown(name, "Nothing was judged: %s.".formatted(e.getMessage()));
    }
  }

  private Verdict judge(String name, Transactions transactions, BooleanSupplier isOver) {
    if (transactions.all().stream().noneMatch(Isolated::reads)) {
      return Verdict.unknown(name, "Nothing was judged: no transaction committed that reads.");
    }
    List<Found> broken =
        found(transactions, isOver).stream()
            .filter(found -> found.anomaly().breaks(isolation))
            .sorted(Comparator.comparing(found -> found.anomaly().kind()))
            .toList();
    if (!broken.isEmpty()) {
      return new Invalid(name, transactions, broken).verdict();
    }
    if (isOver.getAsBoolean()) {
      return late(name);
    }
    return transactions
        .ambiguity()
        .map(why -> Verdict.unknown(name, "Not all was judged: " + why + "."))
        .orElseGet(() -> Verdict.valid(name));
  }

  private static boolean reads(Transaction transaction) {
    return transaction.isCommitted() && transaction.steps().stream().anyMatch(Step::reads);
  }

  private List<Found> found(Transactions transactions, BooleanSupplier isOver) {
    Dependencies.Result dependencies = Dependencies.of(transactions, isolation.order());
    List<Found> found = new ArrayList<>(dependencies.found());
    Graph graph = dependencies.graph();
    if (!Components.of(widest(graph)).cyclic().isEmpty()) {
      found.addAll(cycles(graph, new Prose(transactions), isOver));
    }
    return found;
  }

  /** All that counts for the isolation: without a cycle in it there is none that breaks it. */
  private View widest(Graph graph) {
    int order = order(isolation.order());
    return switch (isolation.level()) {
      case READ_UNCOMMITTED -> new View(graph, Graph.WW | order, false);
      case READ_COMMITTED -> new View(graph, Graph.WW | Graph.WR | order, false);
      case SNAPSHOT_ISOLATION -> new View(graph, DATA | order, true);
      case REPEATABLE_READ, SERIALIZABLE -> new View(graph, DATA | order, false);
    };
  }

  private static int order(Isolation.Order order) {
    return switch (order) {
      case NONE -> 0;
      case SESSION -> Graph.PROCESS;
      case REALTIME -> Graph.PROCESS | Graph.REALTIME;
    };
  }

  /** The worst first: of the fewest kinds of dependencies, and with the least order. */
  private List<Found> cycles(Graph graph, Prose prose, BooleanSupplier isOver) {
    List<Found> found = new ArrayList<>();
    Set<Set<Integer>> known = new HashSet<>();
    for (Isolation.Order order : Isolation.Order.values()) {
      if (order.compareTo(isolation.order()) > 0) {
        break;
      }
      int kinds = order(order);
      List<CycleSearch> searches =
          List.of(
              new CycleSearch(new View(graph, Graph.WW | kinds, false), Graph.WW),
              new CycleSearch(new View(graph, Graph.WW | Graph.WR | kinds, false), Graph.WR),
              new CycleSearch(new View(graph, DATA | kinds, true), Graph.RW),
              new CycleSearch(new View(graph, DATA | kinds, false), Graph.RW));
      for (CycleSearch search : searches) {
        if (isOver.getAsBoolean()) {
          return found;
        }
        for (Cycle cycle : search.cycles(CYCLES_MAX)) {
          if (known.add(Set.copyOf(cycle.transactions()))) {
            found.add(new Found(cycle.anomaly(), cycle.transactions(), prose.of(cycle)));
          }
        }
      }
    }
    return found;
  }

  /** How a history breaks the isolation. */
  private record Invalid(String name, Transactions transactions, List<Found> broken) {

    Verdict verdict() {
      Found worst = broken.getFirst();
      List<String> reasons = new ArrayList<>(broken.stream().map(Invalid::sentence).toList());
      reasons.add(summary());
      return new Verdict(
          Validity.INVALID,
          name,
          List.copyOf(reasons),
          List.of(),
          java.util.Optional.of(shown(worst)));
    }

    private static String sentence(Found found) {
      return "%s: %s. This %s."
          .formatted(found.anomaly().name(), found.words(), found.anomaly().verdict());
    }

    private String summary() {
      String weakest =
          Isolation.all().stream()
              .filter(model -> broken.stream().anyMatch(one -> one.anomaly().breaks(model)))
              .filter(model -> isWeakest(model))
              .map(Isolation::name)
              .collect(Collectors.joining(", "));
      return "Ruled out are " + weakest + " and whatever is stronger.";
    }

    private boolean isWeakest(Isolation model) {
      return Isolation.all().stream()
          .filter(weaker -> !weaker.equals(model) && model.isAtLeast(weaker))
          .noneMatch(weaker -> broken.stream().anyMatch(one -> one.anomaly().breaks(weaker)));
    }

    private Counterexample shown(Found found) {
      List<Operation> core =
          found.transactions().stream()
              .sorted()
              .map(number -> operation(transactions.get(number)))
              .toList();
      int last =
          found.transactions().stream()
              .max(Comparator.comparingInt(number -> lastEvent(transactions.get(number))))
              .orElseThrow();
      return new Counterexample(
          operation(transactions.get(last)),
          List.of(),
          new Certificate.Told(found.anomaly().name(), core, sentence(found)));
    }

    private static int lastEvent(Transaction transaction) {
      return transaction.isCommitted() ? transaction.completed() : transaction.invoked();
    }

    private Operation operation(Transaction transaction) {
      return transactions.columns().operation(transaction.operation());
    }
  }
}
