package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minos.check.tally.Tallies;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.FaultKind;
import minos.fault.Rhythm;
import minos.run.Workload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Keeps {@code docs/commands.md} and {@code docs/catalogue.md} as the code is; with {@code
 * -Dfix=true} it writes them.
 */
@DisplayName("The reference")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReferenceTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String HOW =
      "Made from the code; to make it anew: `mvn -pl workloads -am test -Dtest=ReferenceTest"
          + " -Dfix=true -Dsurefire.failIfNoSpecifiedTests=false`.\n";

  private final Catalogue catalogue = Catalogue.installed();

  @Test
  void tells_of_every_command_and_option() throws IOException {
    StringBuilder page = new StringBuilder("# Commands\n\n" + HOW);
    CommandLine line = Main.commandLine(silent(), catalogue);
    line.getSubcommands().values().forEach(command -> add(command, page));

    assertUpToDate("commands.md", page.toString());
  }

  @Test
  void tells_of_everything_that_a_run_can_be_made_of() throws IOException {
    StringBuilder page = new StringBuilder("# Catalogue\n\n" + HOW);
    table(
        page,
        "Workloads (`--workload`)",
        catalogue.workloads().stream().collect(sorted(Workload::name, Workload::summary)));
    table(
        page,
        "Systems (`--system`)",
        catalogue.systems().stream()
            .collect(sorted(SystemUnderTest::name, ReferenceTest::inWorlds)));
    table(page, "Faults (`--faults`, or `none`)", FaultKind.all());
    table(
        page,
        "Schedules of faults (`--fault-schedule`)",
        List.of(Rhythm.values()).stream().collect(sorted(Rhythm::label, Rhythm::summary)));
    for (SystemUnderTest system : catalogue.systems()) {
      table(page, "Flaws of " + system.name() + " (`--flaw`)", new TreeMap<>(system.flaws()));
    }
    table(page, "Models (`check --model`)", Catalogue.models());
    table(page, "Consistency models (`check --consistency`)", Demand.consistencies());
    table(page, "Checks that count (`check --checks`)", Tallies.all());

    assertUpToDate("catalogue.md", page.toString());
  }

  @Test
  void has_words_for_everything() {
    Catalogue.models().forEach((name, words) -> assertTrue(!words.isEmpty(), name));
    FaultKind.all().forEach((name, words) -> assertTrue(!words.isEmpty(), name));
  }

  @Test
  void is_completed_by_the_shell() {
    StringWriter out = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, false, 100);

    int code = Main.commandLine(console, catalogue).execute("generate-completion");

    assertEquals(0, code);
    assertTrue(out.toString().contains("complete -F _complete_minos"), "bash");
    assertTrue(out.toString().contains("--fault-schedule"), "options");
  }

  private static void assertUpToDate(String name, String page) throws IOException {
    Path file = DOCS.resolve(name);
    String written = Files.exists(file) ? Files.readString(file) : "";
    if (Boolean.getBoolean("fix") && !written.equals(page)) {
      Files.writeString(file, page);
      return;
    }
    assertEquals(page, written, "docs/" + name + " is not as the code is; it says how to mend it");
  }

  private static void add(CommandLine command, StringBuilder page) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    page.append("\n## ").append(command.getCommandSpec().qualifiedName(" ")).append("\n\n");
    page.append("```text\n");
    command
        .getUsageMessage(CommandLine.Help.Ansi.OFF)
        .lines()
        .forEach(each -> page.append(each.stripTrailing()).append('\n'));
    page.append("```\n");
    command.getSubcommands().values().forEach(below -> add(below, page));
  }

  private static String inWorlds(SystemUnderTest system) {
    return system.summary()
        + " ["
        + List.of(World.values()).stream()
            .filter(system.worlds()::contains)
            .map(World::label)
            .collect(Collectors.joining(", "))
        + "]";
  }

  private static <T> java.util.stream.Collector<T, ?, Map<String, String>> sorted(
      java.util.function.Function<T, String> name, java.util.function.Function<T, String> words) {
    return Collectors.toMap(name, words, (one, other) -> one, TreeMap::new);
  }

  private static void table(StringBuilder page, String heading, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      page.append("\n## ").append(heading).append("\n\n| | |\n|---|---|\n");
      entries.forEach((name, words) ->
          page.append("| `%s` | %s |\n".formatted(name, words.replace("|", "\\|"))));
    }
  }

  private static Console silent() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Console(nowhere, nowhere, false, false, 100);
  }
}
