package minos.docker.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import minos.cluster.ClusterFailed;
import minos.docker.Engine;
import minos.docker.HostCommand;
import minos.time.Await;
import minos.time.Time;

/** Starts Docker's daemon so that it outlives Minos. */
final class Daemon {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Path PID_FILE = Path.of("/var/run/docker.pid");

  private final Time time;
  private final Consumer<String> say;
  private final Path log;

  Daemon(Time time, Consumer<String> say, Path log) {
    this.time = time;
    this.say = say;
    this.log = log;
  }

  /** Returns once it answers. */
  Engine start() throws ClusterFailed {
    Optional<Engine> running = connect();
    if (running.isPresent()) {
      return running.get();
    }
    long began = time.nanos();
    if (Files.isDirectory(Path.of("/run/systemd/system"))) {
      say.accept("starting the service docker");
      HostCommand.of(START_LIMIT, "systemctl", "start", "docker").runInto(log);
    } else {
      removeStalePidFile();
      say.accept("starting dockerd, log file " + log);
      // A session of its own, so that neither Ctrl-C nor the end of Minos reaches it.
      HostCommand.of(START_LIMIT, "setsid", "--fork", "dockerd").runInto(log);
    }
    AtomicReference<Engine> engine = new AtomicReference<>();
    boolean answers =
        Await.until(
            START_LIMIT,
            () -> {
              connect().ifPresent(engine::set);
              return engine.get() != null;
            });
    Engine found = engine.get();
    if (!answers || found == null) {
      throw new ClusterFailed(
          "dockerd does not answer after %d s: %s"
              .formatted((time.nanos() - began) / 1_000_000_000, log));
    }
    return found;
  }

  private static Optional<Engine> connect() {
    try {
      return Optional.of(Engine.connect());
    } catch (ClusterFailed e) {
      return Optional.empty();
    }
  }

  /** After an unclean end the file stays and keeps the next daemon from starting. */
  private void removeStalePidFile() throws ClusterFailed {
    try {
      if (!Files.exists(PID_FILE)) {
        return;
      }
      String text = Files.readString(PID_FILE).strip();
      if (text.matches("\\d{1,9}") && isDaemon(Long.parseLong(text))) {
        say.accept("dockerd already runs as process " + text);
        return;
      }
      Files.delete(PID_FILE);
      say.accept("removed " + PID_FILE + ": no dockerd runs as process " + text);
    } catch (IOException e) {
      throw new ClusterFailed("cannot read or remove " + PID_FILE + ": " + e.getMessage(), e);
    }
  }

  private static boolean isDaemon(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("dockerd"))
        .isPresent();
  }
}
