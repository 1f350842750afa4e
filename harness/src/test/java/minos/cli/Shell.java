package minos.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.model.Register;
import minos.run.Workload;
import minos.sim.MemorySystem;
import minos.time.Time;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * A shell in which Minos knows one workload and one system: both real, but small.
 *
 * @param obstacle why there are no containers; empty if there are
 */
record Shell(Optional<String> obstacle) {

  /** What a command left behind. */
  record Result(int code, String out, String err) {}

  static Shell withoutDocker() {
    return new Shell(Optional.of("no Docker engine answers"));
  }

  static Shell withDocker() {
    return new Shell(Optional.empty());
  }

  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false, 100);
    Catalogue catalogue =
        new Catalogue(
            List.of(new Registers()),
            List.of(new Memory(obstacle)),
            List.of(new Echo(""), new Echo("bench")));
    int code = Main.commandLine(console, catalogue).execute(arguments);
    return new Result(code, out.toString(), err.toString());
  }

  /** A command from another module. */
  private record Echo(String parent) implements Subcommand {
    @Override
    public Object command(Console console) {
      return new EchoCommand(console);
    }
  }

  @Command(name = "echo", description = "Says it again.", mixinStandardHelpOptions = true)
  private static final class EchoCommand implements Callable<Integer> {
    private final Console console;

    @Parameters private String word = "";

    EchoCommand(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws BadArguments {
      if (word.equals("nothing")) {
        throw new BadArguments("echo takes something, not nothing");
      }
      console.say(word);
      return ExitCode.UNKNOWN;
    }
  }

  /** Reads, and writes that never repeat. */
  private record Registers() implements Workload {
    @Override
    public String name() {
      return "register";
    }

    @Override
    public String summary() {
      return "reads and writes";
    }

    @Override
    public Generator generator(Options options) {
      return Generators.draw(
          new Seed(options.seed()),
          (number, seed) ->
              number % 2 == 0
                  ? new Invocation("write", number % options.keys(), number)
                  : new Invocation("read", number % options.keys(), null));
    }

    @Override
    public Generator finalGenerator(Options options) {
      return Generators.once(new Invocation("read", 0L, null));
    }

    @Override
    public Checker checker(Options options) {
      return new Linearizability(new Register());
    }
  }

  private record Memory(Optional<String> obstacle) implements SystemUnderTest {
    @Override
    public String name() {
      return "raft-kv";
    }

    @Override
    public String summary() {
      return "a map";
    }

    @Override
    public Set<World> worlds() {
      return Set.of(World.SIM, World.DOCKER);
    }

    @Override
    public Map<String, String> flaws() {
      return Map.of("RD01", "reads are stale", "BOOM", "the cluster does not come up");
    }

    @Override
    public Map<String, Set<String>> sights() {
      return Map.of("RD01", Set.of("clients"));
    }

    @Override
    public Optional<String> unavailable(World world) {
      return world == World.DOCKER ? obstacle : Optional.empty();
    }

    @Override
    public Cluster start(World world, Setup setup, Time time) throws ClusterFailed {
      if (setup.flaws().contains("BOOM")) {
        throw new ClusterFailed("port 7000 is in use; stop what listens there");
      }
      return new MemorySystem().start(world, setup, time);
    }
  }
}
