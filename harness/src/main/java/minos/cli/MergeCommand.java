package minos.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import minos.store.StoreFailed;
import minos.suite.Attempt;
import minos.suite.CaseReport;
import minos.suite.Merger;
import minos.suite.SuiteReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos merge}: the shards of a suite become one again. */
@Command(
    name = "merge",
    description = {
      "Makes one answer of the shards of a suite, with all of their runs.",
      "A shard that is missing, or was killed, makes it unknown.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes, the first that applies:%n",
    exitCodeList = {
      "1:something was not linearizable that no planted flaw explains",
      "255:Minos or its engine failed, also when tried again",
      "2:unknown, or a shard is missing",
      "0:all that was run is as it should be",
      "254:bad arguments, or shards of different suites"
    },
    footerHeading = "%nExample:%n",
    footer = "  minos merge shard-1 shard-2 shard-3 shard-4 --junit-xml junit.xml")
final class MergeCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Results of a shard, as --results had them; of several suites the newest.")
  private List<Path> shards = List.of();

  @Mixin private GateOptions gate = new GateOptions();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where all of it goes (default: results).")
  private Path results = Path.of("results");

  MergeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    List<SuiteReport> parts = new ArrayList<>();
    for (Path shard : shards) {
      parts.add(newest(shard).read());
    }
    SuiteReport whole;
    try {
      whole = Merger.merge(parts);
    } catch (IllegalArgumentException e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
    for (int i = 0; i < parts.size(); i++) {
      copyRuns(shards.get(i), parts.get(i));
    }
    SuiteFolder folder = SuiteFolder.create(results, whole.suite(), whole.started());
    folder.end(whole);
    gate.write(whole, console);
    new SuiteText(console).sum(whole, folder.path().toString());
    return whole.answer().exitCode();
  }

  private static SuiteFolder newest(Path results) throws BadArguments, StoreFailed {
    Path suites = results.resolve("suites");
    List<SuiteFolder> found = new ArrayList<>();
    if (Files.isDirectory(suites)) {
      try (Stream<Path> names = Files.list(suites)) {
        for (Path name : names.filter(name -> !Files.isSymbolicLink(name)).toList()) {
          found.addAll(SuiteFolder.all(results, name.getFileName().toString()));
        }
      } catch (IOException e) {
        throw StoreFailed.reading(suites, e);
      }
    }
    return found.stream()
        .max(java.util.Comparator.comparing(each -> each.path().getFileName().toString()))
        .orElseThrow(() ->
            new BadArguments(results + " has no suites/*/*/suite.json; name what --results named"));
  }

  private void copyRuns(Path from, SuiteReport part) throws StoreFailed {
    for (CaseReport each : part.cases()) {
      for (Attempt attempt : each.attempts()) {
        if (attempt.folder().isPresent()) {
          Path run = from.resolve(attempt.folder().get()).normalize();
          if (run.startsWith(from.normalize()) && Files.isDirectory(run)) {
            copy(run, results.resolve(attempt.folder().get()));
          }
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws StoreFailed {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new StoreFailed(
          e.getFile() + " is there already; merge into an empty folder: --results merged");
    } catch (IOException e) {
      throw StoreFailed.writing(to, e);
    }
  }
}
