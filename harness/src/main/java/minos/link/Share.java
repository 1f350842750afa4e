package minos.link;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Shares of all packets, or of all kills: from 0 to 1. */
public final class Share {
  private Share() {}

  /**
   * @throws IllegalArgumentException if it is no share
   */
  public static void require(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(what + " is a share from 0 to 1, not " + share);
    }
  }

  /** For people: {@code 0.2 %}. */
  public static String percent(double share) {
    return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(100 * share)
        + " %";
  }
}
