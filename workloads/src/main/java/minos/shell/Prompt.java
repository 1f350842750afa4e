package minos.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minos.shell.cluster.ShellCluster;
import minos.shell.verb.Result;
import minos.shell.verb.Session;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Where somebody types: with history, completion and Ctrl-C. */
final class Prompt implements AutoCloseable {
  static final String TEXT = "minos> ";
  private static final String HISTORY = ".minos_history";

  private final Terminal terminal;
  private final ShellCluster cluster;

  private Prompt(Terminal terminal, ShellCluster cluster) {
    this.terminal = terminal;
    this.cluster = cluster;
  }

  static Prompt open(ShellCluster cluster) throws IOException {
    // By the programs that every system has, stty and its kin: no native code, which JDKs warn of.
    Terminal terminal =
        TerminalBuilder.builder().name("minos").system(true).provider("exec").dumb(true).build();
    return new Prompt(terminal, cluster);
  }

  void say(String line) {
    terminal.writer().println(line);
    terminal.flush();
  }

  /** Until the user has had enough. */
  void run(Session session) {
    LineReader reader = reader(session);
    Interpreter interpreter = new Interpreter(session, this::say);
    Thread user = Thread.currentThread();
    while (true) {
      String line;
      try {
        line = reader.readLine(TEXT);
      } catch (UserInterruptException e) {
        continue; // Ctrl-C at the prompt only throws the line away
      } catch (EndOfFileException e) {
        return;
      }
      Terminal.SignalHandler before =
          terminal.handle(Terminal.Signal.INT, signal -> user.interrupt());
      try {
        if (interpreter.run(line) instanceof Result.Bye) {
          return;
        }
      } finally {
        terminal.handle(Terminal.Signal.INT, before);
        boolean ignored = Thread.interrupted(); // a Ctrl-C that came as the command ended
      }
    }
  }

  private LineReader reader(Session session) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("minos")
            .completer(new Completion(session, cluster))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    history().ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    return builder.build();
  }

  /** None where it could not be kept. */
  private static Optional<Path> history() {
    String home = System.getProperty("user.home", "");
    Path file = Path.of(home).resolve(HISTORY);
    boolean writable =
        !home.isEmpty() && Files.isWritable(Files.exists(file) ? file : Path.of(home));
    return writable ? Optional.of(file) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
