package minos.check.tally;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds, and in the end a read: all that were ok before it must be in it, and nothing that nobody
 * tried to add, in any read.
 */
final class FinalSet {
  private static final List<String> KNOWN = List.of("add", "read");

  private FinalSet() {}

  static Tally of(Part part) {
    Added added = new Added(part);
    List<Integer> reads = new ArrayList<>();
    part.each(
        "set",
        KNOWN,
        operation -> {
          if (part.f(operation).equals("add")) {
            added.add(operation);
          } else if (part.isOk(operation) && part.list(operation).isPresent()) {
            reads.add(operation);
          }
        });
    Tally tally = new Tally();
    if (reads.isEmpty()) {
      tally.unsure("Nothing was judged: no read completed that tells what is in the set.");
      return tally;
    }
    reads.forEach(read -> unfounded(part, added, read, tally));
    last(part, added, reads.getLast(), tally);
    return tally;
  }

  /** Notes the first element that a read cannot have found, or found twice. */
  static void unfounded(Part part, Added added, int read, Tally tally) {
    unfounded(part, added, read, part.list(read).orElseThrow(), tally);
  }

  /**
   * @param list all that it found, or that it found in one place
   */
  static void unfounded(Part part, Added added, int read, List<?> list, Tally tally) {
    Set<Object> seen = new HashSet<>();
    for (Object element : list) {
      if (!seen.add(element)) {
        tally.wrong(
            "%s found %s twice.".formatted(part.where(read), element),
            part.operation(read),
            List.of(part.operation(read)));
        return;
      }
      var objection = added.objection(element, read);
      if (objection.isPresent()) {
        tally.wrong(
            "%s found %s, %s.".formatted(part.where(read), element, objection.get()),
            part.operation(read),
            List.of(part.operation(read)));
        return;
      }
    }
  }

  private static void last(Part part, Added added, int read, Tally tally) {
    Set<Object> found = new HashSet<>(part.list(read).orElseThrow());
    List<Object> lost = new ArrayList<>();
    List<Object> late = new ArrayList<>();
    int witness = -1;
    for (Map.Entry<Object, Added.Element> entry : added.elements().entrySet()) {
      if (entry.getValue().done().isEmpty() || found.contains(entry.getKey())) {
        continue;
      }
      int add = entry.getValue().done().get();
      if (part.completed(add) < part.invoked(read)) {
        lost.add(entry.getKey());
        witness = witness < 0 ? add : Math.min(witness, add);
      } else {
        late.add(entry.getKey());
      }
    }
    if (!lost.isEmpty()) {
      tally.wrong(
          "Lost: %s. What %s put in, for one, was not there for the last read, %s."
              .formatted(Part.some(lost), part.where(witness), part.where(read)),
          part.operation(read),
          List.of(part.operation(witness), part.operation(read)));
    }
    if (!late.isEmpty()) {
      tally.unsure(
          "No read began after these were added: %s; read once more when all is done."
              .formatted(Part.some(late)));
    }
  }
}
