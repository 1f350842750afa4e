package minos.report;

import java.util.List;
import java.util.OptionalLong;
import minos.history.Op;

/**
 * What clients had of the system during a fault and after it.
 *
 * @param okDuring operations that began and succeeded during the fault
 * @param nanosToFirstOk from the end of the fault to the first success of an operation that began
 *     after it; empty if none did
 */
public record Recovery(long okDuring, OptionalLong nanosToFirstOk) {

  public static Recovery of(Band band, List<Span> spans) {
    long okDuring =
        spans.stream()
            .filter(span -> span.outcome() == Op.Type.OK)
            .filter(span -> span.from() >= band.from() && span.to() <= band.to())
            .count();
    OptionalLong first =
        spans.stream()
            .filter(span -> span.outcome() == Op.Type.OK && span.from() >= band.to())
            .mapToLong(Span::to)
            .min();
    return new Recovery(
        okDuring,
        first.isPresent() ? OptionalLong.of(first.getAsLong() - band.to()) : OptionalLong.empty());
  }
}
