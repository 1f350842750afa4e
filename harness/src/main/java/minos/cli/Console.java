package minos.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where commands print.
 *
 * @param live whether a line may be written over (a terminal)
 * @param colour whether escape codes may be used
 * @param columns how wide a line may be
 */
public record Console(PrintWriter out, PrintWriter err, boolean live, boolean colour, int columns) {
  private static final int COLUMNS_DEFAULT = 100;

  /**
   * The real one. Whether it is a terminal is for the launcher to say, since only a shell can tell
   * on every JDK.
   */
  static Console standard(Map<String, String> environment) {
    boolean terminal = Boolean.getBoolean("minos.terminal");
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        terminal,
        colour,
        Integer.getInteger("minos.columns", COLUMNS_DEFAULT));
  }

  /** The one line that says what the user did wrong, or what failed. */
  public void complain(String line) {
    err.println("minos: " + line);
    err.flush();
  }

  public void say(String line) {
    out.println(line);
    out.flush();
  }
}
