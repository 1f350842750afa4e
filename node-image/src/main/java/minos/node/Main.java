package minos.node;

import java.io.IOException;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import minos.node.config.Options;
import minos.node.cs3700.CourseOptions;
import minos.node.cs3700.CourseServer;
import minos.raft.Rules;
import minos.raft.flaw.Flaws;

/** Runs one server as a process of its own. */
public final class Main {
  private static final int BAD_ARGUMENTS = 254;
  private static final int FAILED = 255;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private Main() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    if (List.of(arguments).contains("--version")) {
      System.out.println("minos-node " + version());
      return;
    }
    if (List.of(arguments).contains(CourseOptions.FLAG)) {
      runForCourse(List.of(arguments));
      return;
    }
    Options options;
    Rules rules;
    try {
      options = Options.parse(List.of(arguments));
      rules = rules(options.flaws());
    } catch (IllegalArgumentException e) {
      System.err.println("minos-node: " + e.getMessage());
      System.exit(BAD_ARGUMENTS);
      return;
    }
    run(options, rules);
  }

  private static void runForCourse(List<String> arguments) {
    try {
      CourseOptions options = CourseOptions.parse(arguments);
      Rules rules = rules(options.flaw().stream().toList());
      CourseServer.run(options, rules, line -> System.err.println("minos-node: " + line));
    } catch (IllegalArgumentException e) {
      System.err.println("minos-node: " + e.getMessage());
      System.exit(BAD_ARGUMENTS);
    } catch (IOException e) {
      System.err.println("minos-node: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  /** The version of this jar, or {@code development} outside of one. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static Rules rules(List<String> flaws) {
    if (flaws.isEmpty()) {
      return Rules.OF_THE_PAPER;
    }
    String id = flaws.getFirst();
    return Flaws.named(id)
        .orElseThrow(() -> {
          String known =
              Flaws.all().stream().map(flaw -> flaw.card().id()).collect(Collectors.joining(", "));
          return new IllegalArgumentException("--flaw " + id + ": known are " + known);
        });
  }

  private static void run(Options options, Rules rules) throws InterruptedException {
    // A restarted peer may have another address, or had none for a while: look it up each time.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Log log = new Log(options.id(), System.err);
    log.accept("starts, version " + version() + ", pid " + ProcessHandle.current().pid());
    if (!options.flaws().isEmpty()) {
      log.accept("*** FLAW PLANTED: this server breaks a rule on purpose *** " + rules);
    }
    try {
      Server server = Server.start(options, rules, log, why -> die(log, why));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, log), "stop"));
      log.accept("listens at " + options.listensAt());
    } catch (IOException e) {
      System.err.println("minos-node: " + e.getMessage());
      System.exit(FAILED);
    }
    new CountDownLatch(1).await(); // until a signal ends the process
  }

  /** Within a bound: a disk that hangs must not keep the process. */
  private static void stop(Server server, Log log) {
    Thread closing = Thread.ofPlatform().daemon().start(() -> close(server, log));
    try {
      if (!closing.join(STOP_LIMIT)) {
        log.accept("did not stop within " + STOP_LIMIT.toSeconds() + " s, and is ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Server server, Log log) {
    try {
      server.close();
      log.accept("stopped");
    } catch (IOException e) {
      log.accept("stopped uncleanly: " + e);
    }
  }

  /** At once: a server that does not know what is on its disk, or in its head, must not speak. */
  private static void die(Log log, Throwable why) {
    log.accept("FATAL: " + why);
    if (!(why instanceof IOException)) {
      why.printStackTrace();
    }
    Runtime.getRuntime().halt(FAILED);
  }
}
