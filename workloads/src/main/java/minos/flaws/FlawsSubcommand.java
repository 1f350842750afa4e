package minos.flaws;

import minos.cli.Console;
import minos.cli.Subcommand;

/** Adds {@code minos flaws}. */
public final class FlawsSubcommand implements Subcommand {
  @Override
  public Object command(Console console) {
    return new FlawsCommand(console);
  }
}
