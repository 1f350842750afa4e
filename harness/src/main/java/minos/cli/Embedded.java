package minos.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * The command line inside of another program, such as a user's tests: prints to a text, leaves
 * signals to the host, and tells no CI system anything.
 */
public final class Embedded {
  private static final int COLUMNS = 100;
  private static volatile boolean active;

  private Embedded() {}

  /**
   * What a command came to.
   *
   * @param exitCode of {@link ExitCode}
   * @param text all that it said
   */
  public record Result(int exitCode, String text) {}

  /** Runs it with what the class path brings: workloads, systems. */
  public static Result execute(List<String> arguments) {
    active = true;
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    Console console = new Console(writer, writer, false, false, COLUMNS);
    int code =
        Main.commandLine(console, Catalogue.installed()).execute(arguments.toArray(String[]::new));
    writer.flush();
    return new Result(code, text.toString());
  }

  static boolean isActive() {
    return active;
  }
}
