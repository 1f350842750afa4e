package minos.check.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.check.anomaly.Transactions.Write;

/**
 * Of lists, whose longest read tells in which order all of its elements were appended. Every other
 * read must be the beginning of it. What committed and is not in it was appended later.
 */
final class ListDependencies extends Dependencies {
  private static final int NOBODY = -1;

  ListDependencies(Transactions transactions) {
    super(transactions);
  }

  /** A version of a list that a committed transaction found. */
  private record Read(int transaction, List<?> list) {}

  /** What is known of one key. */
  private static final class Key {
    private final List<Read> reads = new ArrayList<>();
    private final List<Read> versions = new ArrayList<>();
    private final Set<Integer> appenders = new HashSet<>();

    Optional<Read> longest() {
      return reads.stream().reduce((a, b) -> b.list().size() > a.list().size() ? b : a);
    }
  }

  @Override
  void ofData() {
    Map<Integer, Key> keys = new HashMap<>();
    transactions.all().stream()
        .filter(Transaction::isCommitted)
        .forEach(transaction -> reads(transaction, keys));
    keys.forEach((number, key) -> key.longest().ifPresent(longest -> see(number, longest)));
    for (Transaction transaction : transactions.all()) {
      for (Access access : accesses.get(transaction.number())) {
        if (access.writes() && happened(transaction)) {
          of(keys, access.key()).appenders.add(transaction.number());
        }
      }
    }
    keys.forEach((number, key) -> key.longest().ifPresent(longest -> ofKey(number, key, longest)));
  }

  private static Key of(Map<Integer, Key> keys, int number) {
    return keys.computeIfAbsent(number, none -> new Key());
  }

  private void reads(Transaction transaction, Map<Integer, Key> keys) {
    for (Step step : transaction.steps()) {
      if (step.reads()) {
        of(keys, step.key()).reads.add(new Read(transaction.number(), step.list()));
      }
    }
    for (Access access : accesses.get(transaction.number())) {
      if (access.finds()) {
        of(keys, access.key()).versions.add(new Read(transaction.number(), access.foundList()));
      }
    }
  }

  private void see(int number, Read longest) {
    for (Object element : longest.list()) {
      int writer = writer(number, element);
      if (writer != NOBODY && !isAborted(writer)) {
        seen.add(writer);
      }
    }
  }

  private void ofKey(int number, Key key, Read longest) {
    elements(number, longest).ifPresent(found::add);
    if (repeats(number, longest)) {
      return;
    }
    for (Read read : key.reads) {
      if (!read.list().equals(longest.list().subList(0, read.list().size()))) {
        found.add(
            Found.of(
                Anomaly.Kind.INCOMPATIBLE_ORDER,
                "%s read %s as %s, and %s as %s: neither is the beginning of the other"
                    .formatted(
                        where(read.transaction()),
                        keyName(number),
                        read.list(),
                        where(longest.transaction()),
                        longest.list()),
                read.transaction(),
                longest.transaction()));
        return;
      }
    }
    aborted(number, key, longest);
    unripe(number, key);
    edges(number, key, longest);
  }

  private Optional<Found> elements(int number, Read read) {
    return read.list().stream()
        .filter(element -> !transactions.isAmbiguous(number, element))
        .filter(element -> transactions.writer(number, element).isEmpty())
        .findFirst()
        .map(element ->
            Found.of(
                Anomaly.Kind.GARBAGE_READ,
                "%s read %s as %s, but nobody ever appended %s"
                    .formatted(where(read.transaction()), keyName(number), read.list(), element),
                read.transaction()));
  }

  private boolean repeats(int number, Read read) {
    Set<Object> seen = new HashSet<>();
    for (Object element : read.list()) {
      if (!seen.add(element) && !transactions.isAmbiguous(number, element)) {
        found.add(
            Found.of(
                Anomaly.Kind.DUPLICATE_ELEMENTS,
                "%s read %s as %s, with %s twice, which was appended once"
                    .formatted(where(read.transaction()), keyName(number), read.list(), element),
                read.transaction()));
      }
    }
    return seen.size() < read.list().size();
  }

  private void aborted(int number, Key key, Read longest) {
    int first = 0;
    int size = longest.list().size();
    while (first < size && !isAborted(writer(number, longest.list().get(first)))) {
      first++;
    }
    if (first == size) {
      return;
    }
    int at = first;
    Object element = longest.list().get(first);
    int aborter = writer(number, element);
    key.reads.stream()
        .filter(read -> read.list().size() > at)
        .findFirst()
        .ifPresent(read ->
            found.add(
                Found.of(
                    Anomaly.Kind.G1A,
                    "%s read %s as %s, with %s that %s appended"
                        .formatted(
                            where(read.transaction()),
                            keyName(number),
                            read.list(),
                            element,
                            where(aborter)),
                    aborter,
                    read.transaction())));
    for (int later = first + 1; later < size; later++) {
      int updater = writer(number, longest.list().get(later));
      if (updater != NOBODY && transactions.get(updater).isCommitted()) {
        found.add(
            Found.of(
                Anomaly.Kind.DIRTY_UPDATE,
                "%s appended %s to %s on top of %s, which %s had appended"
                    .formatted(
                        where(updater),
                        longest.list().get(later),
                        keyName(number),
                        element,
                        where(aborter)),
                aborter,
                updater));
        return;
      }
    }
  }

  private boolean isAborted(int transaction) {
    return transaction != NOBODY && transactions.get(transaction).isAborted();
  }

  /** Versions that ended with what nobody but the appender may have seen at that time. */
  private void unripe(int number, Key key) {
    for (Read version : key.versions) {
      if (version.list().isEmpty()) {
        continue;
      }
      Object last = version.list().getLast();
      int writer = writer(number, last);
      if (writer == version.transaction()) {
        found.add(
            Found.of(
                Anomaly.Kind.INTERNAL,
                "%s read %s as %s, but appended %s itself only later"
                    .formatted(where(writer), keyName(number), version.list(), last),
                writer));
      } else if (!transactions.writer(number, last).map(Write::last).orElse(true)) {
        found.add(
            Found.of(
                Anomaly.Kind.G1B,
                "%s read %s as %s, in the middle of what %s appended"
                    .formatted(
                        where(version.transaction()),
                        keyName(number),
                        version.list(),
                        where(writer)),
                writer,
                version.transaction()));
      }
    }
  }

  private int writer(int key, Object element) {
    return transactions.writer(key, element).map(Write::transaction).orElse(NOBODY);
  }

  private void edges(int number, Key key, Read longest) {
    List<?> order = longest.list();
    int[] writers = order.stream().mapToInt(element -> writer(number, element)).toArray();
    // the first writer from each place on, of those that may have committed
    int[] next = new int[order.size() + 1];
    next[order.size()] = NOBODY;
    for (int at = order.size() - 1; at >= 0; at--) {
      boolean counts = writers[at] != NOBODY && !isAborted(writers[at]);
      next[at] = counts ? writers[at] : next[at + 1];
      key.appenders.remove(writers[at]);
    }
    Fan unseen = new Fan(graph, sorted(key.appenders));
    int before = NOBODY;
    for (int writer : writers) {
      if (writer != NOBODY && !isAborted(writer)) {
        if (before != NOBODY) {
          graph.edge(before, writer, Graph.WW, number);
        }
        before = writer;
      }
    }
    if (before != NOBODY) {
      unseen.edges(before, 0, Graph.WW, number);
    }
    for (Read version : key.versions) {
      int size = version.list().size();
      if (size > 0 && writers[size - 1] != NOBODY && !isAborted(writers[size - 1])) {
        graph.edge(writers[size - 1], version.transaction(), Graph.WR, number);
      }
      if (next[size] != NOBODY) {
        graph.edge(version.transaction(), next[size], Graph.RW, number);
      } else {
        unseen.edges(version.transaction(), 0, Graph.RW, number);
      }
    }
  }
}
