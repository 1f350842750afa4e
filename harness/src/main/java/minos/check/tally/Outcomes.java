package minos.check.tally;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** How operations ended. */
final class Outcomes {
  private Outcomes() {}

  private static final class Counts {
    private int ok;
    private int fail;
    private int info;
  }

  /** What never succeeded shows nothing of the store. */
  static Tally stats(Part part) {
    Map<String, Counts> byF = new TreeMap<>();
    part.operations()
        .forEach(operation -> {
          Counts counts = byF.computeIfAbsent(part.f(operation), none -> new Counts());
          counts.ok += part.isOk(operation) ? 1 : 0;
          counts.fail += part.isFailed(operation) ? 1 : 0;
          counts.info += part.isUnknown(operation) ? 1 : 0;
        });
    Tally tally = new Tally();
    byF.forEach((f, counts) -> {
      if (counts.ok == 0) {
        tally.unsure(
            "No %s was ok: %,d failed, %,d are of unknown outcome."
                .formatted(f, counts.fail, counts.info));
      }
    });
    return tally;
  }

  private static final class Thrown {
    private int count;
    private String example = "";
  }

  /** A client that met what it did not expect may have recorded a wrong outcome. */
  static Tally exceptions(Part part) {
    Map<String, Thrown> byType = new TreeMap<>();
    part.operations()
        .forEach(operation ->
            part.operation(operation)
                .completion()
                .map(Op::extra)
                .map(extra -> extra.get("exception"))
                .ifPresent(exception -> {
                  Thrown thrown = byType.computeIfAbsent(type(exception), none -> new Thrown());
                  thrown.example = thrown.count++ == 0 ? part.where(operation) : thrown.example;
                }));
    Tally tally = new Tally();
    byType.forEach((type, thrown) ->
        tally.unsure(
            "%s came out of a client %,d %s, first in %s."
                .formatted(
                    type, thrown.count, thrown.count == 1 ? "time" : "times", thrown.example)));
    return tally;
  }

  /** Of {@code {"via": [{"type": ...}, ...]}}, as Clojure has it, or of a plain text. */
  private static String type(@Nullable Object exception) {
    Object named =
        switch (exception) {
          case Map<?, ?> map when map.get("via") instanceof List<?> via && !via.isEmpty() ->
              type(via.getFirst());
          case Map<?, ?> map when map.get("type") != null -> map.get("type");
          case null, default -> exception;
        };
    return String.valueOf(named).lines().findFirst().orElse("An exception");
  }
}
