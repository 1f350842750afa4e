package minos.report;

import minos.check.Validity;

/** Colour on a terminal, or none. */
public enum Paint {
  NONE,
  ANSI;

  String verdict(Validity validity, String text) {
    return switch (validity) {
      case VALID -> in("1;32", text);
      case UNKNOWN -> in("1;33", text);
      case INVALID -> in("1;31", text);
    };
  }

  String refused(String text) {
    return in("31", text);
  }

  String quiet(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return switch (this) {
      case NONE -> text;
      case ANSI -> "\u001b[" + code + "m" + text + "\u001b[0m";
    };
  }

  /** Text from outside cannot steer a terminal. */
  public static String harmless(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
