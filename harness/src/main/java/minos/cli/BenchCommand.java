package minos.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code minos bench}: only holds the others. */
@Command(
    name = "bench",
    description = {"Measures Minos itself on this machine.", ""},
    synopsisSubcommandLabel = "WHAT",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED)
final class BenchCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "bench what? " + String.join(" or ", spec.subcommands().keySet()));
  }
}
