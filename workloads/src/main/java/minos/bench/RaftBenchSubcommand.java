package minos.bench;

import minos.cli.Console;
import minos.cli.Subcommand;

/** Adds {@code minos bench raft}. */
public final class RaftBenchSubcommand implements Subcommand {
  @Override
  public String parent() {
    return "bench";
  }

  @Override
  public Object command(Console console) {
    return new RaftBenchCommand(console);
  }
}
