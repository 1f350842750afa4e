package minos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import minos.check.tally.Tallies;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.FaultKind;
import minos.fault.Rhythm;
import minos.run.Workload;
import picocli.CommandLine.Command;

/** {@code minos list}: everything that a run can be made of. */
@Command(
    name = "list",
    description = "Lists workloads, systems, faults, flaws and models.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED)
final class ListCommand implements Callable<Integer> {
  private final Console console;
  private final Catalogue catalogue;

  ListCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    Map<String, String> workloads = new TreeMap<>();
    for (Workload workload : catalogue.workloads()) {
      workloads.put(workload.name(), workload.summary());
    }
    print("workloads (--workload)", workloads);
    Map<String, String> systems = new TreeMap<>();
    for (SystemUnderTest system : catalogue.systems()) {
      systems.put(system.name(), system.summary() + " [" + worlds(system) + "]");
    }
    print("systems (--system)", systems);
    print("faults (--faults, or none)", FaultKind.all());
    Map<String, String> rhythms = new LinkedHashMap<>();
    for (Rhythm rhythm : Rhythm.values()) {
      rhythms.put(rhythm.label(), rhythm.summary());
    }
    print("schedules of faults (--fault-schedule)", rhythms);
    catalogue.systems().forEach(this::printLacks);
    for (SystemUnderTest system : catalogue.systems()) {
      print("flaws of " + system.name() + " (--flaw)", new TreeMap<>(system.flaws()));
    }
    print("models (check --model)", Catalogue.models());
    print("consistency models (check --consistency)", Demand.consistencies());
    print("checks that count (check --checks)", Tallies.all());
    return ExitCode.VALID;
  }

  private void printLacks(SystemUnderTest system) {
    for (World world : World.values()) {
      Map<String, String> lacks = new TreeMap<>();
      Map<String, String> means = new TreeMap<>();
      if (system.worlds().contains(world) && system.unavailable(world).isEmpty()) {
        system.lacks(world).forEach((capability, why) -> lacks.put(capability.label(), why));
        system.means(world).forEach((capability, how) -> means.put(capability.label(), how));
      }
      print("what " + system.name() + " is not open to in " + world.label(), lacks);
      print("how faults of " + system.name() + " are made in " + world.label(), means);
    }
  }

  private static String worlds(SystemUnderTest system) {
    return List.of(World.values()).stream()
        .filter(system.worlds()::contains)
        .map(World::label)
        .collect(Collectors.joining(", "));
  }

  private void print(String heading, Map<String, String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    console.say(heading);
    entries.forEach((name, summary) ->
        console.say(
            ("  " + name + " ".repeat(width - name.length()) + "  " + summary).stripTrailing()));
    console.say("");
  }
}
