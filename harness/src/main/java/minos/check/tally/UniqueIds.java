package minos.check.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids that {@code generate} returned: none twice. */
final class UniqueIds {
  private static final int SHOWN_MAX = 8;

  private UniqueIds() {}

  private record Id(@Nullable Object value) {}

  static Tally of(Part part) {
    Map<Id, Integer> first = new HashMap<>();
    List<String> again = new ArrayList<>();
    Tally tally = new Tally();
    part.each(
        "unique-ids",
        List.of("generate"),
        operation -> {
          if (!part.isOk(operation)) {
            return;
          }
          Integer before = first.putIfAbsent(new Id(part.result(operation)), operation);
          if (before == null) {
            return;
          }
          String words =
              "%s returned %s, as %s had."
                  .formatted(part.where(operation), part.result(operation), part.where(before));
          again.add(words);
          if (again.size() <= SHOWN_MAX) {
            tally.wrong(
                words,
                part.operation(operation),
                List.of(part.operation(before), part.operation(operation)));
          }
        });
    if (again.size() > SHOWN_MAX) {
      tally.wrong("%,d ids came again in all, of %,d.".formatted(again.size(), first.size()));
    }
    if (first.isEmpty()) {
      tally.unsure("Nothing was judged: no id was generated.");
    }
    return tally;
  }
}
