package minos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import minos.cluster.ClusterFailed;
import minos.cluster.World;
import minos.history.HistoryMalformed;
import minos.history.JsonLines;
import minos.history.Op;
import minos.report.html.SpaceTime;
import minos.report.html.Window;
import minos.run.Test;
import minos.store.NodeEvents;
import minos.store.Recorded;
import minos.store.RunFolder;
import minos.store.StoreFailed;
import minos.trace.MessageLines;
import minos.trace.Timeline;
import minos.trace.TraceLines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos trace}: what happened within the cluster, beside what clients saw. */
@Command(
    name = "trace",
    description = {
      "Joins what nodes did to what clients saw, on one line of time: a simulated run is done",
      "again and shows every message; of one in containers there are the events of its nodes, of",
      "one of programs the messages between them.",
      "Leaves trace.html, a space-time diagram, and trace.ndjson in the run's folder.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED)
final class TraceCommand implements Callable<Integer> {
  private final Console console;
  private final Catalogue catalogue;

  @Parameters(paramLabel = "RUN", description = "The run's folder, or latest.")
  private String run = RunFolder.LATEST;

  @Option(
      names = "--from",
      paramLabel = "2s",
      description = "Where the diagram begins (default: where all before the contradiction fits).")
  private @Nullable Duration from;

  @Option(names = "--to", paramLabel = "3s", description = "Where it ends.")
  private @Nullable Duration to;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders are (default: results).")
  private Path results = Path.of("results");

  TraceCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed, ClusterFailed {
    Recorded recorded = Recorded.in(RunFolder.open(results, run));
    Timeline timeline = timeline(recorded);
    RunFolder folder = recorded.folder();
    write(folder.path().resolve("trace.ndjson"), TraceLines.of(timeline));
    Set<Op> core = core(folder);
    Set<Long> indices = new HashSet<>(core.stream().map(Op::index).toList());
    long moment = core.stream().mapToLong(Op::time).max().orElse(timeline.end());
    Window usual = Window.around(timeline, moment);
    Window window =
        new Window(
            from == null ? usual.from() : from.toNanos(), to == null ? usual.to() : to.toNanos());
    if (window.to() <= window.from()) {
      throw new BadArguments("--from and --to: nothing is between");
    }
    folder.write(
        "trace.html",
        SpaceTime.of(recorded.info().test().name() + " from within", timeline, window, indices));
    console.say(
        "%,d events: %s and %s"
            .formatted(
                timeline.events().size(),
                folder.path().resolve("trace.html"),
                folder.path().resolve("trace.ndjson")));
    return ExitCode.VALID;
  }

  private Timeline timeline(Recorded recorded) throws BadArguments, StoreFailed, ClusterFailed {
    Test test = recorded.info().test();
    if (test.world() == World.PROCESS) {
      Path log = recorded.folder().nodes().resolve("messages.jsonl");
      try {
        return MessageLines.of(test.nodeNames(), recorded.history(), Files.readAllLines(log));
      } catch (IOException e) {
        throw StoreFailed.reading(log, e);
      } catch (IllegalArgumentException e) {
        throw new StoreFailed(log + ": " + e.getMessage());
      }
    }
    if (test.world() != World.SIM) {
      return new Timeline(test.nodeNames(), recorded.history(), List.of(), NodeEvents.in(recorded));
    }
    Timeline timeline =
        Timeline.of(test, catalogue.workload(test.workload()), catalogue.system(test.system()));
    if (!timeline.whole().equals(recorded.history())) {
      console.complain(
          "warning: done again, the run has another history: this is a trace of the new one");
    }
    return timeline;
  }

  /** What contradicts, as the run's folder has it. */
  private static Set<Op> core(RunFolder folder) throws StoreFailed {
    Path file = folder.path().resolve("counterexample.jsonl");
    if (!Files.exists(file)) {
      return Set.of();
    }
    try {
      return new HashSet<>(JsonLines.read(file).history().ops());
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    } catch (HistoryMalformed e) {
      throw new StoreFailed(String.valueOf(e.getMessage()));
    }
  }

  private static void write(Path file, Iterable<String> lines) throws StoreFailed {
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw StoreFailed.writing(file, e);
    }
  }
}
