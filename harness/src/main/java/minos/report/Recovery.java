package minos.report;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What clients had of the system during a fault and after it.
 *
 * @param okDuring operations that began and succeeded during the fault
 * @param nanosToFirstOk from the end of the fault to the first success of an operation that began
 *     after it; empty if none did
 * @param availability during the fault, see {@link Progress#availability}
 */
public record Recovery(long okDuring, OptionalLong nanosToFirstOk, OptionalDouble availability) {

  /** A share for people: {@code 98 %}; what is missing is never rounded away. */
  public static String percent(OptionalDouble share) {
    if (share.isEmpty()) {
      return "";
    }
    double percent = share.getAsDouble() * 100;
    return percent > 99 && percent < 100
        ? "> 99 %"
        : String.format(Locale.ROOT, "%.0f %%", percent);
  }
}
