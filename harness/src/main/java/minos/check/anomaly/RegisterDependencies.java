package minos.check.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import minos.check.anomaly.Transactions.Write;
import org.jspecify.annotations.Nullable;

/**
 * Of registers, whose versions are in an order of which little is known: nil comes first; what a
 * transaction writes comes after what it had read of the same key; and, where real time counts,
 * what is written later comes after what is known to have been there before.
 */
final class RegisterDependencies extends Dependencies {
  private final boolean realTime;

  /**
   * @param realTime whether versions of one key are in the order of real time
   */
  RegisterDependencies(Transactions transactions, boolean realTime) {
    super(transactions);
    this.realTime = realTime;
  }

  /** What is known of one version of a key. */
  private static final class Version {
    private final List<Integer> readers = new ArrayList<>();

    /** Those that found it and wrote the key. */
    private final List<Integer> updaters = new ArrayList<>();
  }

  /** What is known of one key. */
  private static final class Key {
    private final Version initial = new Version();
    private final Map<Object, Version> versions = new HashMap<>();

    /** All whose writes are known to have happened. */
    private final TreeSet<Integer> writers = new TreeSet<>();

    Version version(@Nullable Object value) {
      return value == null ? initial : versions.computeIfAbsent(value, none -> new Version());
    }
  }

  @Override
  void ofData() {
    Map<Integer, Key> keys = new HashMap<>();
    for (Transaction transaction : transactions.all()) {
      for (Access access : accesses.get(transaction.number())) {
        Key key = keys.computeIfAbsent(access.key(), none -> new Key());
        if (access.finds()) {
          read(access, transaction.number(), key);
        }
      }
    }
    for (Transaction transaction : transactions.all()) {
      for (Access access : accesses.get(transaction.number())) {
        if (access.writes() && happened(transaction)) {
          Objects.requireNonNull(keys.get(access.key())).writers.add(transaction.number());
        }
      }
    }
    keys.forEach(this::ofKey);
  }

  private void read(Access access, int number, Key key) {
    Object value = access.found();
    if (value != null && transactions.isAmbiguous(access.key(), value)) {
      return;
    }
    Optional<Write> write =
        value == null ? Optional.empty() : transactions.writer(access.key(), value);
    if (value != null && (write.isEmpty() || isWrong(access.key(), number, value, write.get()))) {
      if (write.isEmpty()) {
        note(Anomaly.Kind.GARBAGE_READ, number, access.key(), value, "nobody ever wrote that");
      }
      return;
    }
    write.ifPresent(known -> seen.add(known.transaction()));
    Version version = key.version(value);
    version.readers.add(number);
    if (access.writes()) {
      version.updaters.add(number);
    }
  }

  /** Whether a read is of what nobody may see. */
  private boolean isWrong(int key, int reader, Object value, Write write) {
    int writer = write.transaction();
    if (writer == reader) {
      note(Anomaly.Kind.INTERNAL, reader, key, value, "wrote that itself only later");
      return true;
    }
    if (transactions.get(writer).isAborted()) {
      note(Anomaly.Kind.G1A, reader, key, value, where(writer) + " wrote that", writer);
      return true;
    }
    if (!write.last()) {
      String words = where(writer) + " wrote that and then wrote over it";
      note(Anomaly.Kind.G1B, reader, key, value, words, writer);
      return true;
    }
    return false;
  }

  private void note(
      Anomaly.Kind kind, int reader, int key, Object value, String why, Integer... writer) {
    List<Integer> involved = new ArrayList<>(List.of(writer));
    involved.add(reader);
    found.add(
        Found.of(
            kind,
            "%s read %s as %s, but %s".formatted(where(reader), keyName(key), value, why),
            involved.toArray(Integer[]::new)));
  }

  private void ofKey(int number, Key key) {
    Fan all = new Fan(graph, sorted(key.writers));
    key.initial.readers.forEach(reader -> all.edges(reader, 0, Graph.RW, number));
    key.versions.forEach((value, version) -> {
      int writer = transactions.writer(number, value).orElseThrow().transaction();
      Fan updaters = new Fan(graph, sorted(version.updaters));
      for (int reader : version.readers) {
        graph.edge(writer, reader, Graph.WR, number);
        updaters.edges(reader, 0, Graph.RW, number);
      }
    });
    if (realTime) {
      byTime(number, key, all);
    }
  }

  private void byTime(int number, Key key, Fan all) {
    List<Integer> writers = List.copyOf(key.writers);
    for (int writer : writers) {
      int later = after(writers, transactions.get(writer).completed());
      all.edges(writer, later, Graph.WW | Graph.REALTIME, number);
    }
    key.versions.forEach((value, version) -> {
      int writer = transactions.writer(number, value).orElseThrow().transaction();
      int known =
          Math.min(
              transactions.get(writer).completed(),
              version.readers.stream()
                  .mapToInt(reader -> transactions.get(reader).completed())
                  .min()
                  .orElse(Transaction.NEVER));
      int later = after(writers, known);
      for (int reader : version.readers) {
        all.edges(reader, later, Graph.RW | Graph.REALTIME, number);
      }
    });
  }

  /** Of writers in order of invocation, the first that began after an event. */
  private int after(List<Integer> writers, int event) {
    int low = 0;
    int high = writers.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (transactions.get(Objects.requireNonNull(writers.get(middle))).invoked() > event) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
