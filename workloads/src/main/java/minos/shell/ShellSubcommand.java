package minos.shell;

import minos.cli.Console;
import minos.cli.Subcommand;

/** Adds {@code minos shell}. */
public final class ShellSubcommand implements Subcommand {
  @Override
  public Object command(Console console) {
    return new ShellCommand(console);
  }
}
