package minos.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import minos.serve.Server;
import minos.store.StoreFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code minos serve}: the results in a browser. */
@Command(
    name = "serve",
    description = {
      "Shows the results in a browser: runs, suites over nights, trends, two runs side by side.",
      "Reads only. Ends with Ctrl-C.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED)
final class ServeCommand implements Callable<Integer> {
  private static final int PORT_MAX = 65_535;

  private final Console console;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "Where to listen; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = 7070;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "Who can ask: by default only this machine. Any other address shows the results to all",
        "who reach it; there is no password."
      })
  private String address = "127.0.0.1";

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders are (default: results).")
  private Path results = Path.of("results");

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed, InterruptedException {
    if (port < 0 || port > PORT_MAX) {
      throw new BadArguments("--port " + port + ": from 0 to " + PORT_MAX);
    }
    if (!Files.isDirectory(results)) {
      throw new BadArguments("no folder " + results + " yet; begin with: minos run");
    }
    try (Server server = Server.start(results, host(), port)) {
      console.say(server.address() + " shows " + results + "; Ctrl-C ends it");
      new CountDownLatch(1).await();
      return ExitCode.VALID;
    } catch (IOException e) {
      throw new StoreFailed(
          "cannot listen at " + address + ":" + port + ": " + e.getMessage() + "; try --port 0");
    }
  }

  private InetAddress host() throws BadArguments {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new BadArguments("--address " + address + ": no such host");
    }
  }
}
