package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.store.Defaults;
import minos.store.StoreFailed;
import minos.suite.Case;
import minos.suite.Plan;
import minos.suite.Quarantine;
import minos.suite.Suite;
import minos.suite.file.SuiteFile;
import minos.suite.file.SuiteMalformed;

/** Suites as the command line takes them: a file, or the name of one that Minos brings. */
final class SuiteFiles {
  private static final String ENDING = ".yaml";

  private SuiteFiles() {}

  /** A suite and all of its cases, each of which can be run as far as is known beforehand. */
  record Loaded(String file, Suite suite, Plan plan) {}

  /**
   * @param named a file, or {@code smoke} for the shipped {@code smoke.yaml}
   * @throws BadArguments with file and line, what is wrong, and what to do
   */
  static Loaded load(String named, CaseOptions options) throws BadArguments, StoreFailed {
    Path file = find(named);
    SuiteFile reader =
        new SuiteFile(
            usual(), (word, known) -> Closest.unknown("key", word, known), SuiteFiles::neighbour);
    try {
      Suite suite = reader.read(file.toString(), text(file));
      Plan plan = Plan.of(suite);
      for (Case one : plan.cases()) {
        CaseOptions.Meaning unused = options.of(one);
      }
      refuseIdle(suite, plan);
      return new Loaded(file.toString(), suite, plan);
    } catch (SuiteMalformed | Plan.SameCaseTwice e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseIdle(Suite suite, Plan plan) throws BadArguments {
    for (Quarantine entry : suite.quarantine()) {
      if (plan.cases().stream().noneMatch(entry::matches)) {
        throw new BadArguments(
            "%s: no case is called '%s'; write '<classname> <name>' as junit.xml has them, with * for anything, or remove the entry"
                .formatted(entry.where(), entry.cases()));
      }
    }
  }

  private static Path find(String named) throws BadArguments {
    Path file = Path.of(named);
    if (Files.isRegularFile(file)) {
      return file;
    }
    Path shipped = Path.of(System.getProperty("minos.suites", "workloads/suites"));
    if (named.matches("[A-Za-z0-9_-]+") && Files.isRegularFile(shipped.resolve(named + ENDING))) {
      return shipped.resolve(named + ENDING);
    }
    throw new BadArguments("no suite " + named + "; a file, or one of " + shipped);
  }

  private static String text(Path file) throws StoreFailed {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }

  private static String neighbour(String file) throws SuiteFile.Neighbours.Missing {
    try {
      return text(Path.of(file));
    } catch (StoreFailed e) {
      throw new SuiteFile.Neighbours.Missing(String.valueOf(e.getMessage()));
    }
  }

  /** Whatever a suite does not say: as run has it, but simulated and with a known seed. */
  private static Map<String, String> usual() {
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put(Case.SYSTEM, Defaults.SYSTEM);
    usual.put(Case.WORKLOAD, Defaults.WORKLOAD);
    usual.put(Case.WORLD, "sim");
    usual.put("faults", Defaults.FAULTS);
    usual.put("nodes", Defaults.NODES);
    usual.put(Case.TIME, Defaults.TIME);
    usual.put(Case.SEED, "1");
    return usual;
  }
}
