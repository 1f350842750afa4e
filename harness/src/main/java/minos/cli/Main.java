package minos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import minos.cluster.ClusterFailed;
import minos.cluster.Latency;
import minos.store.StoreFailed;
import minos.store.Versions;
import minos.time.Durations;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Wires the commands, and sees to it that no user meets a stack trace. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Console console = Console.standard(System.getenv());
    System.exit(commandLine(console, Catalogue.installed()).execute(args));
  }

  /** All commands: those of the harness here, those of other modules as {@link Subcommand}s. */
  static CommandLine commandLine(Console console, Catalogue catalogue) {
    CommandLine line = new CommandLine(new Minos());
    line.addSubcommand(new RunCommand(console, catalogue));
    line.addSubcommand(new CheckCommand(console, catalogue));
    line.addSubcommand(new SuiteCommand(console, catalogue));
    line.addSubcommand(new MergeCommand(console));
    line.addSubcommand(new ReplayCommand(console, catalogue));
    line.addSubcommand(new ShrinkCommand(console, catalogue));
    line.addSubcommand(new TraceCommand(console, catalogue));
    line.addSubcommand(new HuntCommand(console, catalogue));
    line.addSubcommand(new ConvertCommand(console));
    line.addSubcommand(new ResultsCommand(console));
    line.addSubcommand(new ServeCommand(console));
    line.addSubcommand(new ListCommand(console, catalogue));
    line.addSubcommand(new DoctorCommand());
    line.addSubcommand(new AutoComplete.GenerateCompletion());
    CommandLine bench = new CommandLine(new BenchCommand());
    bench.addSubcommand(new BenchCheckCommand(console));
    bench.addSubcommand(new BenchHarnessCommand(console));
    bench.addSubcommand(new BenchSimCommand(console, catalogue));
    bench.addSubcommand(new BenchShrinkCommand(console, catalogue));
    line.addSubcommand(bench);
    contribute(line, console, catalogue);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF));
    line.registerConverter(Duration.class, Durations::parse);
    line.registerConverter(MemorySize.class, MemorySize::parse);
    line.registerConverter(Latency.class, Latency::parse);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setParameterExceptionHandler((wrong, arguments) -> badArguments(console, wrong));
    line.setExecutionExceptionHandler((cause, command, result) -> failed(console, cause));
    return line;
  }

  private static void contribute(CommandLine line, Console console, Catalogue catalogue) {
    for (Subcommand contribution : catalogue.subcommands()) {
      String name = contribution.parent();
      CommandLine parent = name.isEmpty() ? line : line.getSubcommands().get(name);
      if (parent == null) {
        throw new IllegalStateException(
            contribution.getClass().getName()
                + " stands under '"
                + name
                + "', which is no command");
      }
      parent.addSubcommand(contribution.command(console));
    }
  }

  private static int badArguments(Console console, ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("bad arguments");
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      message += suggestion(unmatched);
    }
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName(" ");
    console.complain(message + " (see: " + command + " --help)");
    return ExitCode.BAD_ARGUMENTS;
  }

  private static String suggestion(UnmatchedArgumentException unmatched) {
    var known = unmatched.getCommandLine().getCommandSpec();
    String word = unmatched.getUnmatched().getFirst();
    return Closest.to(
            word, word.startsWith("-") ? known.optionsMap().keySet() : known.subcommands().keySet())
        .map(match -> "; did you mean " + match + "?")
        .orElse("");
  }

  private static int failed(Console console, Exception cause) {
    return switch (cause) {
      case BadArguments e -> {
        console.complain(line(e));
        yield ExitCode.BAD_ARGUMENTS;
      }
      case StoreFailed e -> {
        console.complain(line(e));
        yield ExitCode.FAILED;
      }
      case ClusterFailed e -> {
        console.complain(line(e));
        yield ExitCode.FAILED;
      }
      default -> {
        console.complain("a bug in Minos: " + cause + "; " + traceLeft(cause));
        yield ExitCode.FAILED;
      }
    };
  }

  private static String line(Exception cause) {
    return String.valueOf(cause.getMessage()).replace('\n', ' ');
  }

  private static String traceLeft(Exception cause) {
    try {
      Path file = Files.createTempFile("minos-bug-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
        cause.printStackTrace(writer);
      }
      return "the trace is in " + file;
    } catch (IOException e) {
      return "the trace could not be written: " + e.getMessage();
    }
  }

  /** The root command: only holds the others. */
  @Command(
      name = "minos",
      description = {
        "Runs a replicated store, breaks it on purpose, and says whether it stayed linearizable.",
        ""
      },
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false,
      exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
      exitCodeOnExecutionException = ExitCode.FAILED,
      exitCodeListHeading = "%nExit codes, of every command:%n",
      exitCodeList = {
        "0:valid",
        "1:not linearizable",
        "2:unknown: not everything could be judged or proven",
        "254:bad arguments",
        "255:Minos itself failed"
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  minos run                        the default test: 5 nodes, all faults, 30 s",
        "  minos run --in sim --time 5m     virtual time: over in seconds",
        "  minos run --in sim --flaw RD01   a node with a famous bug: see it fail",
        "  minos check latest               judge the last run again",
      })
  static final class Minos implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "no command");
    }
  }

  /** {@code --version}: what a bug report needs. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Versions versions = Versions.current();
      return new String[] {
        "minos " + versions.minos(), "java " + versions.java(), "os " + versions.os()
      };
    }
  }
}
