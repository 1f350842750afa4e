package minos.check.anomaly;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cycles in words: what each transaction saw of the next, and so had to come before it. */
record Prose(Transactions transactions) {

  /**
   * {@code T1 < T2, because T2 read x as [1], with 1 that T1 appended; ...}, and who they are. Ends
   * without a full stop.
   */
  String of(Cycle cycle) {
    List<Cycle.Link> links = cycle.links();
    int size = links.size();
    String order =
        IntStream.range(0, size)
            .mapToObj(at -> {
              String one = "T" + (at + 1);
              String other = "T" + ((at + 1) % size + 1);
              int next = links.get((at + 1) % size).transaction();
              return "%s%s < %s, because %s"
                  .formatted(
                      at == size - 1 ? "but " : "",
                      one,
                      other,
                      because(links.get(at), next, one, other));
            })
            .collect(Collectors.joining("; "));
    String names =
        IntStream.range(0, size)
            .mapToObj(at ->
                "T%d is %s".formatted(at + 1, transactions.where(links.get(at).transaction())))
            .collect(Collectors.joining(", "));
    return order + ". " + names;
  }

  private String because(Cycle.Link link, int next, String one, String other) {
    if ((link.kinds() & (Graph.WW | Graph.WR | Graph.RW)) == 0) {
      return (link.kinds() & Graph.REALTIME) != 0
          ? "%s had completed before %s began".formatted(one, other)
          : "%s was before %s in process %d"
              .formatted(one, other, transactions.get(next).process());
    }
    Access first = access(link.transaction(), link.key());
    Access second = access(next, link.key());
    String key = String.valueOf(transactions.key(link.key()));
    if ((link.kinds() & Graph.WR) != 0) {
      return wr(key, second, one, other);
    }
    return (link.kinds() & Graph.RW) != 0
        ? rw(key, first, second, one, other)
        : ww(key, first, second, one, other, (link.kinds() & Graph.REALTIME) != 0);
  }

  private Access access(int transaction, int key) {
    return Access.of(transactions.get(transaction), transactions.areLists()).stream()
        .filter(access -> access.key() == key)
        .findFirst()
        .orElseThrow();
  }

  private String wr(String key, Access reader, String one, String other) {
    return transactions.areLists()
        ? "%s read %s as %s, with %s that %s appended"
            .formatted(other, key, reader.foundList(), reader.foundList().getLast(), one)
        : "%s read %s as %s, which %s wrote".formatted(other, key, value(reader.found()), one);
  }

  private String rw(String key, Access reader, Access writer, String one, String other) {
    if (!transactions.areLists()) {
      return "%s read %s as %s, before %s wrote %s"
          .formatted(one, key, value(reader.found()), other, value(writer.written().getLast()));
    }
    Object missing =
        writer.written().stream()
            .filter(element -> !reader.foundList().contains(element))
            .findFirst()
            .orElse(writer.written().getFirst());
    return "%s read %s as %s, without %s that %s appended"
        .formatted(one, key, reader.foundList(), missing, other);
  }

  private String ww(
      String key, Access first, Access second, String one, String other, boolean byTime) {
    if (byTime) {
      return "%s had written %s to %s and completed before %s began, which wrote %s"
          .formatted(one, first.written().getLast(), key, other, second.written().getLast());
    }
    return "%s appended %s to %s, which was there before %s that %s appended"
        .formatted(one, first.written().getLast(), key, second.written().getFirst(), other);
  }

  private static String value(@Nullable Object value) {
    return value == null ? "nil" : value.toString();
  }
}
