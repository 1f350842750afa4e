package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Verdict;
import minos.check.anomaly.Isolated;
import minos.check.anomaly.Isolation;
import minos.check.hard.CrashBomb;
import minos.check.hard.HardHistory;
import minos.check.hard.HardTransactions;
import minos.check.hard.Shape;
import minos.check.hard.Shape.Kind;
import minos.check.linear.Linearizability;
import minos.history.Columns;
import minos.history.Formats;
import minos.history.HistoryMalformed;
import minos.model.CasRegister;
import minos.model.Register;
import minos.time.RealTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code minos bench check}: how fast hard histories are judged, with one thread. */
@Command(
    name = "check",
    description = {
      "Judges hard histories, made from one seed: the first time in this process and the best of",
      "some more, with one thread; then while they happen; then one of them with each reduction of",
      "the search left out."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED)
final class BenchCheckCommand implements Callable<Integer> {
  private static final int OPERATIONS_A_KEY = 300;
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Duration CAP = Duration.ofSeconds(20);

  private final Console console;
  private final RealTime clock = new RealTime();

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description = "Also all of Jepsen's logs (.log) of cas-registers in a folder, one by one.")
  private @Nullable Path logs;

  @Option(
      names = "--ops",
      defaultValue = "1000000",
      description = "How many operations the longest histories have (default: ${DEFAULT-VALUE}).")
  private int ops = 1_000_000;

  BenchCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, BadArguments {
    Runtime runtime = Runtime.getRuntime();
    console.say(
        "heap up to %,d MB, %d processors seen; ms the first time in this process, and the best of more"
            .formatted(runtime.maxMemory() >> 20, runtime.availableProcessors()));
    if (logs != null) {
      measureLogs(logs);
    }
    for (CrashBomb.Kind kind : CrashBomb.Kind.values()) {
      for (int crashed : new int[] {24, 1000}) {
        Columns history = Columns.of(CrashBomb.of(crashed, kind, false));
        String name = "crash bomb, " + crashed + " " + words(kind.name());
        measure(name, Linearizability.ofRecorded(new Register()), history);
      }
    }
    for (Shape shape : shapes()) {
      Linearizability checker = Linearizability.ofRecorded(shape.kind().model());
      measure(name(shape), checker, HardHistory.of(shape));
    }
    measureTransactions();
    new BenchOnline(console, clock).measure(ops);
    new BenchReading(console, clock).measure(ops);
    new BenchReductions(console, clock).measure();
    return ExitCode.VALID;
  }

  private List<Shape> shapes() {
    int many = Math.min(ops, 100_000);
    int some = Math.min(ops, 10_000);
    int keys = Math.max(1, ops / OPERATIONS_A_KEY);
    List<Shape> shapes = new ArrayList<>();
    shapes.add(Shape.of(Kind.REGISTER, ops, 5).keys(keys));
    shapes.add(Shape.of(Kind.REGISTER, ops, 20).keys(keys));
    shapes.add(Shape.of(Kind.REGISTER, ops, 20).keys(keys).reusing(5));
    shapes.add(Shape.of(Kind.REGISTER, ops, 100).crashing(0.01));
    shapes.add(Shape.of(Kind.REGISTER, ops, 20).lying());
    for (int processes : new int[] {5, 20, 100}) {
      Shape few = Shape.of(Kind.REGISTER, some, processes).reusing(5);
      shapes.add(few);
      shapes.add(few.crashing(0.01));
      shapes.add(Shape.of(Kind.REGISTER, many, processes).reusing(5));
    }
    shapes.add(Shape.of(Kind.REGISTER, some, 20).reusing(5).lying());
    shapes.add(Shape.of(Kind.REGISTER, some, 20).reusing(5).crashing(0.001).lying());
    shapes.add(Shape.of(Kind.REGISTER, some, 20).reusing(5).crashing(0.01).lying());
    shapes.add(Shape.of(Kind.LONG_QUEUE, ops, 20));
    shapes.add(Shape.of(Kind.QUEUE, ops, 20).crashing(0.01));
    shapes.add(Shape.of(Kind.SET, ops, 20));
    shapes.add(Shape.of(Kind.GROWING_SET, some, 20).crashing(0.01));
    shapes.add(Shape.of(Kind.GROWING_SET, some, 20).lying());
    return shapes;
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String name(Shape shape) {
    return "%s%s, %,d ops, %d clients%s%s%s"
        .formatted(
            words(shape.kind().name()),
            shape.keys() > 1 ? " x" + shape.keys() : "",
            shape.operations(),
            shape.processes(),
            shape.values() > 0 ? ", " + shape.values() + " values" : "",
            shape.crashRate() > 0 ? ", " + shape.crashRate() * 100 + " % crashed" : "",
            shape.lie() ? ", a lie" : "");
  }

  private void measureTransactions() {
    int transactions = Math.min(ops, 100_000);
    Isolated checker = new Isolated(Isolation.STRICT_SERIALIZABLE);
    for (HardTransactions.Kind kind : HardTransactions.Kind.values()) {
      for (boolean readsEarly : new boolean[] {false, true}) {
        String name =
            "transactions on %s, %,d, 20 clients%s"
                .formatted(words(kind.name()), transactions, readsEarly ? ", early reads" : "");
        measure(name, checker, HardTransactions.of(kind, transactions, 20, readsEarly, 1));
      }
    }
  }

  private void measure(String name, Checker checker, Columns history) {
    double first = 0;
    double best = Double.MAX_VALUE;
    Verdict verdict = Verdict.unknown(name, "");
    for (int round = 0; round < ROUNDS; round++) {
      long begin = clock.nanos();
      verdict = checker.check(history, new Budget(CAP, clock::nanos));
      double millis = (clock.nanos() - begin) / NANOS_PER_MILLI;
      first = round == 0 ? millis : first;
      best = Math.min(best, millis);
      if (millis > CAP.toMillis() / 4.0) {
        break;
      }
    }
    console.say(
        String.format(
            Locale.ROOT, "%-60s %-8s %9.1f %9.1f", name, verdict.validity(), first, best));
  }

  /** All are read first, so that only judging is measured. */
  private void measureLogs(Path folder) throws IOException, BadArguments {
    List<Columns> histories = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".log")).sorted().toList()) {
        histories.add(Formats.load(file).columns());
      }
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
    Linearizability checker = Linearizability.ofRecorded(new CasRegister());
    judge("the first time", histories, checker.brief());
    judge("again", histories, checker.brief());
    judge("and why, the first time", histories, checker);
    judge("and why, again", histories, checker);
  }

  private void judge(String how, List<Columns> histories, Linearizability checker) {
    long begin = clock.nanos();
    for (Columns history : histories) {
      Verdict unused = checker.check(history, new Budget(CAP, clock::nanos));
    }
    double millis = (clock.nanos() - begin) / NANOS_PER_MILLI;
    console.say(
        String.format(Locale.ROOT, "%d recorded logs, %s: %.1f ms", histories.size(), how, millis));
  }
}
