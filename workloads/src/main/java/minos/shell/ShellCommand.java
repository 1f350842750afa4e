package minos.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import minos.cli.BadArguments;
import minos.cli.Console;
import minos.cli.ExitCode;
import minos.cluster.ClusterFailed;
import minos.node.config.Operation;
import minos.node.net.HostPort;
import minos.secure.Credentials;
import minos.shell.cluster.ConnectedCluster;
import minos.shell.cluster.EmbeddedCluster;
import minos.shell.cluster.ShellCluster;
import minos.shell.cluster.Survey;
import minos.shell.verb.Result;
import minos.shell.verb.Session;
import minos.time.Await;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code minos shell}: commands for a cluster, typed or from a pipe. */
@Command(
    name = "shell",
    description = {
      "Talks to a cluster of the reference store: one of its own, or any other.",
      "Commands are typed, or come from a pipe or a file; help lists them.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes, where commands come from a pipe or a file:%n",
    exitCodeList = {
      "0:every command was ok",
      "2:the outcome of one is unknown, and no other has failed",
      "254:bad arguments",
      "255:a command failed, or Minos itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos shell",
      "  minos shell --connect 127.0.0.1:7101,127.0.0.1:7102,127.0.0.1:7103",
      "  printf 'put x 1\\nkill\\nget x\\n' | minos shell --nodes 3"
    })
final class ShellCommand implements Callable<Integer> {
  private static final int NODES_MAX = 99;

  private final Console console;
  private final InputStream input;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many servers to start (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where they keep their data; goes on with what is there (default: nowhere).")
  private @Nullable Path data;

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Talk to the cluster that these servers belong to, and start none.")
  private List<String> connect = new ArrayList<>();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM: what this shell shows to servers that speak TLS.")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM: its private key, PKCS#8.")
  private @Nullable Path key;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "PEM: who signs the certificates of servers.")
  private @Nullable Path authority;

  @Option(
      names = "--client-token-file",
      paramLabel = "FILE",
      description = "The word that the servers want to hear.")
  private @Nullable Path token;

  ShellCommand(Console console) {
    this(console, System.in);
  }

  /**
   * @param input where commands come from, unless somebody types them
   */
  ShellCommand(Console console, InputStream input) {
    this.console = console;
    this.input = input;
  }

  @Override
  public Integer call() throws BadArguments, ClusterFailed, IOException {
    if (nodes < 1 || nodes > NODES_MAX) {
      throw new BadArguments("--nodes " + nodes + ": 1 to " + NODES_MAX);
    }
    if (!connect.isEmpty() && data != null) {
      throw new BadArguments("--connect and --data exclude each other");
    }
    boolean secured = token != null || certificate != null || key != null || authority != null;
    if (connect.isEmpty() && secured) {
      throw new BadArguments("--tls-... and --client-token-file go with --connect");
    }
    boolean typed = console.live() && Boolean.getBoolean("minos.keyboard");
    try (ShellCluster cluster = cluster()) {
      Thread end = new Thread(() -> end(cluster), "end-of-shell");
      Runtime.getRuntime().addShutdownHook(end);
      try {
        return typed ? prompt(cluster) : read(cluster);
      } finally {
        Runtime.getRuntime().removeShutdownHook(end);
      }
    }
  }

  private ShellCluster cluster() throws BadArguments, ClusterFailed {
    if (!connect.isEmpty()) {
      List<HostPort> servers = new ArrayList<>();
      for (String server : connect) {
        try {
          servers.add(HostPort.parse(server));
        } catch (IllegalArgumentException e) {
          throw new BadArguments("--connect: " + e.getMessage());
        }
      }
      return ConnectedCluster.to(servers, credentials());
    }
    return EmbeddedCluster.start(nodes, Optional.ofNullable(data), console::complain);
  }

  private Credentials credentials() throws BadArguments {
    Optional<Operation.TlsFiles> tls = Optional.empty();
    if (certificate != null && key != null && authority != null) {
      tls = Optional.of(new Operation.TlsFiles(certificate, key, authority));
    } else if (certificate != null || key != null || authority != null) {
      throw new BadArguments("--tls-cert, --tls-key and --tls-ca go together");
    }
    try {
      return new Operation(Optional.empty(), tls, Optional.ofNullable(token), List.of())
          .credentials();
    } catch (IOException e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }

  /** Where Minos is ended from outside: nothing that was started is left behind. */
  private static void end(ShellCluster cluster) {
    try {
      cluster.close();
    } catch (ClusterFailed e) {
      // Nobody is left to hear it.
    }
  }

  private int prompt(ShellCluster cluster) throws IOException {
    try (Prompt prompt = Prompt.open(cluster)) {
      try (Session session = new Session(cluster, prompt::say, true)) {
        prompt.say(greeting(cluster));
        prompt.run(session);
      }
    }
    return ExitCode.VALID;
  }

  private int read(ShellCluster cluster) throws IOException {
    String ignored = greeting(cluster); // for whose sake it waits until somebody leads
    Consumer<String> out = console::say;
    try (Session session = new Session(cluster, out, false)) {
      Interpreter interpreter = new Interpreter(session, out);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
      int worst = ExitCode.VALID;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.accept(Prompt.TEXT + line);
        Result result = interpreter.run(line);
        if (result instanceof Result.Bye) {
          break;
        }
        worst = Math.max(worst, code(result));
      }
      return worst;
    }
  }

  private static int code(Result result) {
    return switch (result) {
      case Result.Ok ok -> ExitCode.VALID;
      case Result.Bye bye -> ExitCode.VALID;
      case Result.Unknown unknown -> ExitCode.UNKNOWN;
      case Result.Failed failed -> ExitCode.FAILED;
    };
  }

  private static String greeting(ShellCluster cluster) {
    boolean led =
        Await.until(Duration.ofSeconds(10), () -> Survey.of(cluster).leader().isPresent());
    String who =
        switch (cluster) {
          case EmbeddedCluster own -> own.addresses().size() + " servers in this process";
          case ConnectedCluster other -> other.addresses().size() + " servers";
        };
    String leader =
        led
            ? Survey.of(cluster).leader().map(status -> status.self() + " leads").orElse("")
            : "nobody leads";
    return who + ", " + leader + "; help lists the commands, quit ends";
  }
}
