package minos.suite.file;

import java.util.List;
import java.util.Optional;
import minos.suite.Suite.Tolerance;

/** How much worse than a baseline figures may be: {@code p99: 50%}. */
final class TolerancePart {
  private static final List<String> KEYS = List.of("availability", "recovery", "p99", "check");

  private TolerancePart() {}

  static Tolerance of(Fields root) throws SuiteMalformed {
    List<Fields> parts = root.parts("tolerance");
    if (parts.isEmpty()) {
      return Tolerance.DEFAULT;
    }
    Fields part = parts.getFirst();
    part.allow(KEYS);
    Tolerance usual = Tolerance.DEFAULT;
    return new Tolerance(
        share(part, "availability", usual.availability()),
        share(part, "recovery", usual.recovery()),
        share(part, "p99", usual.p99()),
        share(part, "check", usual.check()));
  }

  private static double share(Fields part, String key, double usual) throws SuiteMalformed {
    Optional<String> text = part.text(key);
    if (text.isPresent() && !text.get().matches("\\d{1,5}%")) {
      throw part.wrong(key, "is '" + text.get() + "'; write a share like 50%");
    }
    return text.map(value -> Integer.parseInt(value.substring(0, value.length() - 1)) / 100.0)
        .orElse(usual);
  }
}
