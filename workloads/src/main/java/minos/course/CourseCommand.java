package minos.course;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import minos.cli.BadArguments;
import minos.cli.CommandWords;
import minos.cli.Console;
import minos.cli.ExitCode;
import minos.cli.OneRun;
import minos.cli.StatusLine;
import minos.course.CourseRuns.Asked;
import minos.store.RunListener;
import minos.store.StoreFailed;
import minos.time.RealTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos course}: the tests of the course CS3700, with its scores beside the verdict. */
@Command(
    name = "course",
    description = {
      "Runs the tests of the course CS3700: all 17, some by name, or configuration",
      "files; prints its scores, beside a verdict that never blames bad luck.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all tests passed",
      "1:not linearizable in one of them",
      "2:one could not be judged, or falls short of what the course asks",
      "254:bad arguments",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos course --program ./3700kvstore                  all 17, some 9 minutes",
      "  minos course --program ./3700kvstore crash-3          one of them",
      "  minos course --program ./3700kvstore configs/*.json   files",
      "  minos course --program ./3700kvstore --seeds 10 --parallel 4"
    })
final class CourseCommand implements Callable<Integer> {
  private static final int PARALLEL_MAX = 64;

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEST|FILE",
      description = "Tests by name, or configuration files (default: all 17 tests).")
  private List<String> tests = new ArrayList<>();

  @Option(
      names = "--program",
      paramLabel = "COMMAND",
      required = true,
      description = "The command of a replica; port, id and the others' ids are added to it.")
  private String program = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all that is left to chance (default: what each configuration says).")
  private @Nullable Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Each test with so many consecutive seeds (default: ${DEFAULT-VALUE}).")
  private int seeds = 1;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many at once; latencies may grow (default: ${DEFAULT-VALUE}).")
  private int parallel = 1;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders go (default: results here, or else beside the launcher).")
  private Path results = Path.of("results");

  CourseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    if (seeds < 1 || parallel < 1 || parallel > PARALLEL_MAX) {
      throw new BadArguments(
          "--seeds takes at least 1, --parallel 1 to "
              + PARALLEL_MAX
              + ", not "
              + seeds
              + ", "
              + parallel);
    }
    List<String> words = words();
    List<Asked> all = asked(Tests.of(tests));
    console.say(
        "course CS3700: %s, %d at a time".formatted(CourseText.count(all.size()), parallel));
    StatusLine status = new StatusLine(console, new RealTime()::nanos);
    RunListener listener = parallel == 1 ? status : status.warningsOnly();
    CourseRuns runs = new CourseRuns(words, results, listener);
    OneRun.onInterrupt(status, "no further test begins", runs::stop, runs::abandon);
    CourseText text = new CourseText(console);
    text.heading();
    List<StoreFailed> failures = new ArrayList<>();
    runs.run(
        all,
        parallel,
        done -> {
          status.clear();
          try {
            text.tell(done);
          } catch (StoreFailed e) {
            failures.add(e);
          }
        });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    text.sum(all.size());
    return ExitCode.of(text.worst(all.size()));
  }

  private List<String> words() throws BadArguments {
    if (program.isBlank()) {
      throw new BadArguments("--program: the command of a replica is needed: ./3700kvstore");
    }
    try {
      return CommandWords.of(program);
    } catch (IllegalArgumentException e) {
      throw new BadArguments("--program " + program + ": " + e.getMessage());
    }
  }

  private List<Asked> asked(List<Configuration> courses) {
    return courses.stream()
        .flatMap(course -> {
          long first = seed == null ? course.seed() : seed;
          return LongStream.range(first, first + seeds).mapToObj(each -> new Asked(course, each));
        })
        .toList();
  }
}
