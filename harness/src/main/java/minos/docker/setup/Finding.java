package minos.docker.setup;

import java.util.Locale;

/**
 * One line of what this machine can do.
 *
 * @param remedy how to get it; empty where nothing has to be got
 */
public record Finding(Status status, String what, String detail, String remedy) {
  /** Whether it is there; UNKNOWN where it could not be asked. */
  public enum Status {
    OK,
    MISSING,
    UNKNOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String what, String detail) {
    return new Finding(Status.OK, what, detail, "");
  }

  static Finding missing(String what, String detail, String remedy) {
    return new Finding(Status.MISSING, what, detail, remedy);
  }

  static Finding unknown(String what, String detail, String remedy) {
    return new Finding(Status.UNKNOWN, what, detail, remedy);
  }
}
