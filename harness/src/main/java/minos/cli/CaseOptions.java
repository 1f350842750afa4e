package minos.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.check.Limits;
import minos.cluster.Latency;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.run.Test;
import minos.run.Workload;
import minos.suite.Case;
import minos.time.Durations;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What the cases of a suite mean: the same as their words would to {@code minos run}. */
final class CaseOptions {
  private final Catalogue catalogue;
  private final Map<Map<String, String>, Meaning> known = new HashMap<>();

  /**
   * A case that can be run, as far as that is known before anything is started.
   *
   * @param options as they were given; a simulated test is made from them
   */
  record Meaning(
      TestOptions options, Limits limits, SystemUnderTest system, Workload workload, World world) {

    /** Of a world that needs no asking what it is open to. */
    Test test(long seed) throws BadArguments {
      return options.test(world, seed, system);
    }
  }

  /** The options of a run that say what it is; where its results go is the suite's to say. */
  @Command
  private static final class Words {
    @Mixin private TestOptions test = new TestOptions();
    @Mixin private LimitOptions limits = new LimitOptions();
  }

  CaseOptions(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Cases that differ in their seeds alone mean the same.
   *
   * @throws BadArguments with file and line
   */
  Meaning of(Case one) throws BadArguments {
    Map<String, String> options = new LinkedHashMap<>(one.options());
    options.remove(Case.SEED);
    Meaning meaning = known.get(options);
    if (meaning == null) {
      try {
        meaning = understood(one);
      } catch (BadArguments | ParameterException e) {
        throw new BadArguments(
            one.where() + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
      known.put(options, meaning);
    }
    return meaning;
  }

  private Meaning understood(Case one) throws BadArguments {
    Words words = new Words();
    CommandLine line = new CommandLine(words);
    line.registerConverter(Duration.class, Durations::parse);
    line.registerConverter(MemorySize.class, MemorySize::parse);
    line.registerConverter(Latency.class, Latency::parse);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    CommandLine.ParseResult unused = line.parseArgs(one.arguments().toArray(String[]::new));
    SystemUnderTest system = catalogue.system(words.test.system);
    Workload workload = catalogue.workload(words.test.workload);
    words.test.validate(system);
    World world = words.test.world;
    if (world == null || !system.worlds().contains(world)) {
      throw new BadArguments(
          system.name() + " does not run in " + one.option(Case.WORLD) + "; take another 'in'");
    }
    if (one.isSimulated()) {
      Test unusedToo = words.test.test(world, 0, system);
    }
    return new Meaning(words.test, words.limits.limits(), system, workload, world);
  }
}
