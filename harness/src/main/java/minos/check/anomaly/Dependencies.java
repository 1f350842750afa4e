package minos.check.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import minos.check.anomaly.Isolation.Order;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions depend on which, as far as reads tell, and what single reads show to be wrong.
 *
 * <p>Every edge holds in each execution that can have made this history, or the execution breaks
 * read committed anyway. There are about as many edges as steps, times the logarithm of how many
 * write one key.
 */
abstract class Dependencies {
  final Transactions transactions;
  final Graph.Builder graph;
  final List<Found> found = new ArrayList<>();

  /** Those of unknown outcome of which somebody saw something: they did commit. */
  final Set<Integer> seen = new HashSet<>();

  /** What each transaction did to each key. */
  final List<Collection<Access>> accesses;

  Dependencies(Transactions transactions) {
    this.transactions = transactions;
    graph = new Graph.Builder(transactions.size());
    accesses =
        transactions.all().stream()
            .map(transaction -> Access.of(transaction, transactions.areLists()))
            .toList();
  }

  /**
   * @param graph of all transactions that may have committed
   * @param found what needs no cycle to be seen
   */
  record Result(Graph graph, List<Found> found) {}

  static Result of(Transactions transactions, Order order) {
    Dependencies dependencies =
        transactions.areLists()
            ? new ListDependencies(transactions)
            : new RegisterDependencies(transactions, order == Order.REALTIME);
    dependencies.contradictions();
    dependencies.lostUpdates();
    dependencies.ofData();
    if (order != Order.NONE) {
      dependencies.ofProcesses();
    }
    if (order == Order.REALTIME) {
      dependencies.ofRealTime();
    }
    return new Result(dependencies.graph.build(), dependencies.found);
  }

  abstract void ofData();

  /** Whether it certainly committed. */
  boolean happened(Transaction transaction) {
    return transaction.isCommitted() || seen.contains(transaction.number());
  }

  String keyName(int key) {
    return String.valueOf(transactions.key(key));
  }

  String where(int transaction) {
    return transactions.where(transaction);
  }

  private void contradictions() {
    for (Transaction transaction : transactions.all()) {
      for (Access access : accesses.get(transaction.number())) {
        access
            .contradiction()
            .ifPresent(words ->
                found.add(
                    Found.of(
                        Anomaly.Kind.INTERNAL,
                        where(transaction.number()) + " " + words.formatted(keyName(access.key())),
                        transaction.number())));
      }
    }
  }

  private record Version(int key, @Nullable Object value) {}

  /** Of those that found one version of a key and then wrote it, only one can have been right. */
  private void lostUpdates() {
    Map<Version, List<Integer>> updates = new HashMap<>();
    for (Transaction transaction : transactions.all()) {
      for (Access access : accesses.get(transaction.number())) {
        if (transaction.isCommitted() && access.finds() && access.writes()) {
          Version version = new Version(access.key(), access.found());
          updates.computeIfAbsent(version, none -> new ArrayList<>()).add(transaction.number());
        }
      }
    }
    updates.forEach((version, updaters) -> {
      if (updaters.size() > 1) {
        found.add(lostUpdate(version, updaters));
      }
    });
  }

  private Found lostUpdate(Version version, List<Integer> updaters) {
    String more = updaters.size() == 2 ? "" : " (and %d more)".formatted(updaters.size() - 2);
    return Found.of(
        Anomaly.Kind.LOST_UPDATE,
        "%s and %s%s all read %s as %s and then wrote it: all but one wrote over what they never saw"
            .formatted(
                where(updaters.get(0)),
                where(updaters.get(1)),
                more,
                keyName(version.key()),
                version.value() == null ? "nil" : version.value()),
        updaters.get(0),
        updaters.get(1));
  }

  private void ofProcesses() {
    Map<Integer, Integer> latest = new HashMap<>();
    for (Transaction transaction : transactions.all()) {
      if (!transaction.isAborted()) {
        Integer before = latest.put(transaction.process(), transaction.number());
        if (before != null) {
          graph.edge(before, transaction.number(), Graph.PROCESS, 0);
        }
      }
    }
  }

  /** Through a chain of joints, one for each completion. */
  private void ofRealTime() {
    int[] completed =
        transactions.all().stream()
            .filter(Transaction::isCommitted)
            .sorted((one, other) -> Integer.compare(one.completed(), other.completed()))
            .mapToInt(Transaction::number)
            .toArray();
    int next = 0;
    int chain = -1;
    for (Transaction transaction : transactions.all()) {
      while (next < completed.length
          && transactions.get(completed[next]).completed() < transaction.invoked()) {
        int joint = graph.joint();
        graph.edge(completed[next++], joint, Graph.REALTIME, 0);
        if (chain >= 0) {
          graph.edge(chain, joint, 0, 0);
        }
        chain = joint;
      }
      if (chain >= 0 && !transaction.isAborted()) {
        graph.edge(chain, transaction.number(), 0, 0);
      }
    }
  }

  static int[] sorted(Collection<Integer> numbers) {
    int[] sorted = numbers.stream().mapToInt(Objects::requireNonNull).distinct().toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
