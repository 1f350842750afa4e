package minos.cli;

import minos.check.Validity;

/** What a command says to the shell; the same for every command. */
public final class ExitCode {
  public static final int VALID = 0;
  public static final int INVALID = 1;
  public static final int UNKNOWN = 2;
  public static final int BAD_ARGUMENTS = 254;
  public static final int FAILED = 255;

  /** For the foot of every help. */
  static final String[] HELP = {
    "0:valid",
    "1:not linearizable",
    "2:unknown: not everything could be judged or proven",
    "254:bad arguments",
    "255:Minos itself failed"
  };

  private ExitCode() {}

  public static int of(Validity validity) {
    return switch (validity) {
      case VALID -> VALID;
      case UNKNOWN -> UNKNOWN;
      case INVALID -> INVALID;
    };
  }
}
