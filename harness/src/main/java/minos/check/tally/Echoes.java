package minos.check.tally;

import java.util.List;
import java.util.Objects;

/** Payloads that {@code echo} sends: each comes back as it was. */
final class Echoes {
  private Echoes() {}

  static Tally of(Part part) {
    Tally tally = new Tally();
    int[] judged = {0};
    part.each(
        "echo",
        List.of("echo"),
        operation -> {
          if (!part.isOk(operation)) {
            return;
          }
          judged[0]++;
          if (!Objects.equals(part.argument(operation), part.result(operation))) {
            tally.wrong(
                "%s sent %s, and got %s back."
                    .formatted(
                        part.where(operation), part.argument(operation), part.result(operation)),
                part.operation(operation),
                List.of(part.operation(operation)));
          }
        });
    if (judged[0] == 0) {
      tally.unsure("Nothing was judged: no echo came back.");
    }
    return tally;
  }
}
