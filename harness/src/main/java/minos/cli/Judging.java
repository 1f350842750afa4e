package minos.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import minos.check.Checker;
import minos.check.Limits;
import minos.check.anomaly.Isolated;
import minos.check.anomaly.Isolation;
import minos.check.knossos.Subject;
import minos.check.linear.Linearizability;
import minos.history.Columns;
import minos.model.Model;
import minos.model.Models;
import minos.model.NilReads;
import minos.report.VerdictLine;
import minos.run.Workload;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code minos check} judges: as what, by which means, and for how much. */
final class Judging {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "What the objects are, see list (default: as the run says, or by the operations seen).")
  private @Nullable String model;

  @Option(
      names = "--model-jar",
      paramLabel = "FILE",
      description = "A jar with models of your own, for --model to name; what it holds is run.")
  private @Nullable Path modelJar;

  @Option(
      names = "--initial",
      paramLabel = "VALUE",
      description =
          "What an object holds at first: nil, a whole number, or a text (default: nil; 0 for a"
              + " counter; the empty text for key-values that are read so unwritten).")
  private @Nullable String initial;

  @Option(
      names = "--nil-reads",
      paramLabel = "null|any",
      description =
          "What a read says that returned nil: that it found nil, or nothing, as Knossos has it"
              + " (default: null).")
  private NilSays nilReads = NilSays.NULL;

  @Option(
      names = "--checker",
      paramLabel = "auto|search|knossos|both",
      description =
          "The fastest algorithm for each object, or the search that needs none, or Knossos, or"
              + " Minos and Knossos, who must agree (default: auto).")
  private Means means = Means.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many objects are judged at once (default: as many as processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private Demand demand = new Demand();

  @Mixin private LimitOptions limits = new LimitOptions();

  /** As the option has it. */
  enum NilSays {
    NULL,
    ANY
  }

  /** As the option has it. */
  enum Means {
    AUTO,
    SEARCH,
    KNOSSOS,
    BOTH
  }

  /** Who says what the objects are. */
  enum From {
    ASKED,
    OPERATIONS,
    RUN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the objects are taken for, and who said so.
   *
   * @param initial what they hold at first
   */
  record Taken(String name, @Nullable Object initial, From from) {
    String said() {
      return switch (from) {
        case ASKED -> name;
        case OPERATIONS ->
            name + ("".equals(initial) ? ", empty texts at first" : "") + " (by its operations)";
        case RUN -> name + " (as run.json says)";
      };
    }
  }

  /**
   * A judge of histories.
   *
   * @param property what it says of a history that is valid
   */
  record Choice(Checker checker, Taken model, String property) {

    /** As the run itself was judged. */
    static Choice ofRun(Workload workload, Checker checker) {
      return new Choice(
          checker,
          new Taken(workload.name(), null, From.RUN),
          VerdictLine.property(checker.name()));
    }

    /** Where nobody will be told why. */
    Choice brief() {
      return new Choice(checker.brief(), model, property);
    }
  }

  /** A judge of what comes while it comes, and the model that it judges by. */
  record Followed(Model<?> model, Choice choice) {}

  Means means() {
    return means;
  }

  /** The same, as Knossos is told it. */
  Subject subject(Taken model) {
    return new Subject(model.name(), model.initial(), nilReads());
  }

  Limits limits() {
    return limits.limits();
  }

  /** Before any file is read. */
  void refuseBadArguments() throws BadArguments {
    if (threads < 1) {
      throw new BadArguments("--threads must be 1 or more, not " + threads);
    }
    if (modelJar != null && model == null) {
      throw new BadArguments("--model-jar needs --model NAME to say which of its models to take");
    }
    if (model != null) {
      Model<?> unused = model(new Taken(model, initial(), From.ASKED));
    }
    demand.refuseUnknown();
    boolean asksKnossos = means == Means.KNOSSOS || means == Means.BOTH;
    if (asksKnossos && !demand.property().equals(Demand.LINEARIZABLE)) {
      throw new BadArguments("Knossos judges nothing but linearizability; leave --checker out");
    }
  }

  /** Whether a run is not to be judged as it says itself. */
  boolean isAsked() {
    return model != null || demand.isAsked();
  }

  /**
   * For a history that somebody recorded: what says nothing of the state is explained as well.
   *
   * @param file for messages
   */
  Choice ofRecorded(String file, Columns columns) throws BadArguments {
    return choice(file, columns, Linearizability::ofRecorded);
  }

  /** For a run of our own, which must have seen something. */
  Choice ofRun(String folder, Columns columns) throws BadArguments {
    return choice(folder, columns, Linearizability::new);
  }

  /** Before anything of the history is seen. */
  Followed ofStream() throws BadArguments {
    if (model == null || !demand.property().equals(Demand.LINEARIZABLE) || means != Means.AUTO) {
      throw new BadArguments(
          "--follow needs --model NAME, and judges linearizability alone, by Minos");
    }
    Taken taken = new Taken(model, initial(), From.ASKED);
    Model<?> objects = model(taken);
    return new Followed(
        objects, new Choice(Linearizability.ofRecorded(objects), taken, demand.property()));
  }

  private Choice choice(
      String file, Columns columns, Function<Model<?>, Linearizability> linearizability)
      throws BadArguments {
    if (!demand.needsModel()) {
      return new Choice(
          demand.checker(), new Taken(demand.said(), null, From.ASKED), demand.property());
    }
    if (model == null && !demand.isAsked() && ModelGuess.areTransactions(columns)) {
      return new Choice(
          new Isolated(Isolation.STRICT_SERIALIZABLE),
          new Taken("transactions", null, From.OPERATIONS),
          Isolation.STRICT_SERIALIZABLE.name());
    }
    Taken taken = model == null ? guessed(file, columns) : new Taken(model, initial(), From.ASKED);
    Model<?> objects = model(taken);
    Linearizability linear = checker(linearizability.apply(objects));
    return new Choice(demand.checker(objects, linear), taken, demand.property());
  }

  private Taken guessed(String file, Columns columns) throws BadArguments {
    String name =
        ModelGuess.of(columns)
            .orElseThrow(() ->
                new BadArguments(
                    file
                        + ": no model knows all of its operations; known models: "
                        + Models.names()
                        + "; or ask for a --consistency or --checks that needs none"))
            .name();
    boolean empty = initial == null && ModelGuess.beginsWithEmptyText(name, columns);
    return new Taken(name, empty ? "" : initial(), From.OPERATIONS);
  }

  private Model<?> model(Taken taken) throws BadArguments {
    if (modelJar != null) {
      return ModelJar.model(modelJar, taken.name());
    }
    return Models.named(taken.name(), taken.initial(), nilReads())
        .orElseThrow(() ->
            new BadArguments(
                Closest.unknown(
                    "model", taken.name(), Models.all().stream().map(Model::name).toList())));
  }

  private Linearizability checker(Linearizability any) {
    Linearizability parallel = any.onThreads(threads);
    return means == Means.SEARCH ? parallel.onlySearching() : parallel;
  }

  private NilReads nilReads() {
    return nilReads == NilSays.ANY ? NilReads.ANY : NilReads.ABSENT;
  }

  private @Nullable Object initial() {
    if (initial == null || initial.toLowerCase(Locale.ROOT).equals("nil")) {
      return null;
    }
    return initial.matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(initial) : initial;
  }
}
