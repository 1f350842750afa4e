package minos.cli;

import java.util.Locale;
import java.util.Objects;
import minos.check.Limits;
import minos.check.linear.Linearizability;
import minos.history.Columns;
import minos.model.Model;
import minos.model.Models;
import minos.model.NilReads;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code minos check} judges: as what, by which means, and for how much. */
final class Judging {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = {
        "What the objects are, see list (default: as the run says, or by the",
        "operations seen)."
      })
  private @Nullable String model;

  @Option(
      names = "--initial",
      paramLabel = "VALUE",
      description =
          "What an object holds at first: nil, a whole number, or a text (default: nil; 0 for a"
              + " counter).")
  private String initial = "nil";

  @Option(
      names = "--nil-reads",
      paramLabel = "null|any",
      description = {
        "What a read says that returned nil: that it found nil, or nothing, as Knossos",
        "has it (default: null)."
      })
  private NilSays nilReads = NilSays.NULL;

  @Option(
      names = "--checker",
      paramLabel = "auto|search",
      description = {
        "The fastest algorithm for each object, or the search that needs none: a second",
        "opinion (default: auto)."
      })
  private Means means = Means.AUTO;

  @Mixin private LimitOptions limits = new LimitOptions();

  /** As the option has it. */
  enum NilSays {
    NULL,
    ANY
  }

  /** As the option has it. */
  enum Means {
    AUTO,
    SEARCH
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

  /** What the objects are taken for, and who said so. */
  record Taken(String name, From from) {
    String said() {
      return switch (from) {
        case ASKED -> name;
        case OPERATIONS -> name + " (by its operations)";
        case RUN -> name + " (as run.json says)";
      };
    }
  }

  /** A judge of recorded histories. */
  record Choice(Linearizability checker, Taken model) {}

  Limits limits() {
    return limits.limits();
  }

  /** Before any file is read. */
  void refuseUnknownModel() throws BadArguments {
    if (model != null) {
      Model<?> unused = named(model);
    }
  }

  /** Whether a run is not to be judged as it says itself. */
  boolean isAsked() {
    return model != null;
  }

  /** For a history that somebody recorded: what says nothing of the state is explained as well. */
  Choice asked() throws BadArguments {
    String name = Objects.requireNonNull(model);
    return new Choice(
        checker(Linearizability.ofRecorded(named(name))), new Taken(name, From.ASKED));
  }

  /** For a run of our own, which must have seen something. */
  Choice askedOfRun() throws BadArguments {
    String name = Objects.requireNonNull(model);
    return new Choice(checker(new Linearizability(named(name))), new Taken(name, From.ASKED));
  }

  /**
   * @param file for messages
   */
  Choice guessed(String file, Columns columns) throws BadArguments {
    Model<?> guess =
        ModelGuess.of(columns)
            .orElseThrow(() ->
                new BadArguments(
                    file
                        + ": no model knows all of its operations; known models: "
                        + Models.names()));
    return new Choice(
        checker(Linearizability.ofRecorded(named(guess.name()))),
        new Taken(guess.name(), From.OPERATIONS));
  }

  private Model<?> named(String name) throws BadArguments {
    NilReads nil = nilReads == NilSays.ANY ? NilReads.ANY : NilReads.ABSENT;
    return Models.named(name, initial(), nil)
        .orElseThrow(() ->
            new BadArguments(
                Closest.unknown("model", name, Models.all().stream().map(Model::name).toList())));
  }

  private Linearizability checker(Linearizability any) {
    return means == Means.SEARCH ? any.onlySearching() : any;
  }

  private @Nullable Object initial() {
    if (initial.toLowerCase(Locale.ROOT).equals("nil")) {
      return null;
    }
    return initial.matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(initial) : initial;
  }
}
