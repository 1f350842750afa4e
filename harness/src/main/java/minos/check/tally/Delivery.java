package minos.check.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages that are broadcast, or elements that are added, and reads of single nodes: what is known
 * to be there (its add is ok, or a read found it) must in the end be on every node, as {@code
 * read-all} finds it when all has been healed and quiet for a while; and nothing is ever read that
 * nobody sent, or twice. What a read misses meanwhile is on its way.
 */
final class Delivery {
  private static final List<String> ADDS = List.of("broadcast", "add");
  private static final List<String> KNOWN =
      List.of("broadcast", "add", "read", Everywhere.READ_ALL);

  private final Part part;
  private final Added added;
  private final Tally tally = new Tally();
  private final List<Integer> reads = new ArrayList<>();
  private Optional<Integer> last = Optional.empty();

  /** The operation by whose end an element was known to be there. */
  private final Map<Object, Integer> knownBy = new HashMap<>();

  private Delivery(Part part) {
    this.part = part;
    this.added = new Added(part);
  }

  static Tally of(Part part) {
    Delivery delivery = new Delivery(part);
    part.each("broadcast", KNOWN, delivery::operation);
    delivery.judge();
    return delivery.tally;
  }

  private void operation(int operation) {
    if (ADDS.contains(part.f(operation))) {
      added.add(operation);
    } else if (part.isOk(operation) && part.f(operation).equals(Everywhere.READ_ALL)) {
      last = Optional.of(operation);
    } else if (part.isOk(operation) && part.list(operation).isPresent()) {
      reads.add(operation);
    }
  }

  private void judge() {
    added.elements().forEach((element, of) -> of.done().ifPresent(add -> known(element, add)));
    for (int read : reads) {
      FinalSet.unfounded(part, added, read, tally);
      part.list(read).orElseThrow().forEach(element -> known(element, read));
    }
    if (last.isEmpty()) {
      tally.unsure("Nothing was judged: no read of all nodes completed in the end.");
    } else if (knownBy.isEmpty()) {
      tally.unsure("Nothing was judged: nothing was sent for certain, and nothing read.");
    } else {
      Everywhere.held(part, last.get()).forEach(held -> judge(last.get(), held));
    }
  }

  private void known(Object element, int operation) {
    knownBy.merge(
        element,
        operation,
        (one, other) -> part.completed(one) <= part.completed(other) ? one : other);
  }

  private void judge(int read, Everywhere.Held held) {
    if (!(held.value() instanceof List<?> list)) {
      throw part.wrong(read, held.node() + " has no list, but " + held.value());
    }
    FinalSet.unfounded(part, added, read, list, tally);
    Set<Object> found = new HashSet<>(list);
    List<Map.Entry<Object, Integer>> missing =
        knownBy.entrySet().stream()
            .filter(known -> !found.contains(known.getKey()))
            .filter(known -> part.completed(known.getValue()) < part.invoked(read))
            .sorted(Map.Entry.comparingByValue())
            .toList();
    if (!missing.isEmpty()) {
      int known = missing.getFirst().getValue();
      tally.wrong(
          "%s never got %s. %s was sent for certain by %s, and %s did not find it there."
              .formatted(
                  held.node(),
                  Part.some(missing.stream().map(Map.Entry::getKey).toList()),
                  missing.getFirst().getKey(),
                  part.where(known),
                  part.where(read)),
          part.operation(read),
          List.of(part.operation(known), part.operation(read)));
    }
  }
}
