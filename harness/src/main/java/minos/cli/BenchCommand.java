package minos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code minos bench}: what the harness alone can do. */
@Command(name = "bench", hidden = true)
final class BenchCommand implements Callable<Integer> {
  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.say("soon");
    return 0;
  }
}
