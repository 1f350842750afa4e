package minos.cli;

/**
 * A command that another module brings along, found by {@link java.util.ServiceLoader}: the command
 * line sees neither the reference store nor what is built on it.
 */
public interface Subcommand {
  /** The command that it stands under: empty for Minos itself, {@code bench} for a benchmark. */
  default String parent() {
    return "";
  }

  /**
   * A fresh object with picocli's {@code @Command} on its class: a {@code Callable<Integer>} that
   * returns an {@link ExitCode} and says what it has to say on the console. A {@link BadArguments}
   * or {@link minos.cluster.ClusterFailed} that it throws becomes one line for the user.
   */
  Object command(Console console);
}
