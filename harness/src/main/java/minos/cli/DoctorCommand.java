package minos.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import minos.cluster.ClusterFailed;
import minos.docker.ContainerCluster;
import minos.docker.setup.Doctor;
import minos.docker.setup.Finding;
import minos.docker.setup.Repair;
import minos.store.Aftermath;
import minos.store.StoreFailed;
import minos.time.RealTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What this machine can do, and how to get what is missing. */
@Command(
    name = "doctor",
    description = "Says what this machine can do, and how to get what is missing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:containers can be used",
      "2:they cannot; the simulation needs none",
      "255:--fix failed"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int EXIT_USABLE = 0;
  private static final int EXIT_SIMULATION_ONLY = 2;
  private static final int EXIT_FAILED = 255;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--fix",
      description = "Get an engine and a base image first (Debian and its kin, as root).")
  private boolean fix;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where runs were kept; what killed ones left in force is healed.")
  private Path results = Path.of("results");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (fix && !fixed(out)) {
      return EXIT_FAILED;
    }
    boolean usable = new Doctor(finding -> print(out, finding), this::clear).examine();
    out.println(
        usable
            ? "Containers can be used."
            : "Containers cannot be used here; the simulation works: ./minos run --in sim");
    out.flush();
    return usable ? EXIT_USABLE : EXIT_SIMULATION_ONLY;
  }

  private List<String> clear() throws ClusterFailed {
    try {
      return Aftermath.in(results).cure(ContainerCluster::removeLeftovers);
    } catch (StoreFailed e) {
      throw new ClusterFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean fixed(PrintWriter out) {
    try {
      new Repair(
              new RealTime(),
              line -> {
                out.println(line);
                out.flush();
              })
          .run();
      return true;
    } catch (ClusterFailed e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("minos: " + e.getMessage());
      err.flush();
      return false;
    }
  }

  private static void print(PrintWriter out, Finding finding) {
    String remedy = finding.remedy().isEmpty() ? "" : "  -> " + finding.remedy();
    out.printf(
        "%-7s  %-23s  %s%s%n", finding.status().label(), finding.what(), finding.detail(), remedy);
    out.flush();
  }
}
