package minos.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import minos.check.Checker;
import minos.check.Combined;
import minos.check.anomaly.Isolated;
import minos.check.anomaly.Isolation;
import minos.check.linear.Linearizability;
import minos.check.tally.Tallies;
import minos.check.weaker.BoundedStaleness;
import minos.check.weaker.Sequential;
import minos.model.Model;
import minos.time.Durations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What must hold of a history: options of {@code minos check}. */
final class Demand {
  static final String LINEARIZABLE = "linearizable";
  private static final String SEQUENTIAL = "sequential";
  private static final String STALENESS = "bounded-staleness:";

  @Option(
      names = "--consistency",
      paramLabel = "NAME",
      description = {
        "What must hold of the operations, see list (default: linearizable; of transactions",
        "that append, strict-serializable)."
      })
  private @Nullable String consistency;

  @Option(
      names = "--checks",
      paramLabel = "NAME,...",
      split = ",",
      description = {
        "Checks that count, as Jepsen has them, see list; instead of a consistency model,",
        "or beside one that is asked for."
      })
  private List<String> checks = List.of();

  /** By name, with what they ask for. */
  static Map<String, String> consistencies() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(LINEARIZABLE, "each operation at one moment between its beginning and its end");
    all.put(
        SEQUENTIAL, "one order of all that keeps that of each process; real time does not count");
    all.put(
        STALENESS + "2s",
        "linearizable, but reads may be so old; or a number of changes behind: 3");
    for (Isolation isolation : Isolation.all()) {
      all.put(isolation.name(), isolation.summary());
    }
    return all;
  }

  boolean isAsked() {
    return consistency != null || !checks.isEmpty();
  }

  /** Before any file is read. */
  void refuseUnknown() throws BadArguments {
    if (consistency != null && isStale() && staleness().isEmpty()) {
      throw new BadArguments(
          "--consistency %s: expected a time, as in %s2s, or a number of changes, as in %s3"
              .formatted(consistency, STALENESS, STALENESS));
    }
    if (consistency != null && !isOfObjects() && isolation().isEmpty()) {
      throw new BadArguments(
          Closest.unknown("consistency model", consistency, consistencies().keySet()));
    }
    for (String check : checks) {
      if (Tallies.named(check).isEmpty()) {
        throw new BadArguments(Closest.unknown("check", check, Tallies.all().keySet()));
      }
    }
  }

  /** Whether it takes a model to say what the objects are. */
  boolean needsModel() {
    return isOfObjects() && (consistency != null || checks.isEmpty());
  }

  private boolean isOfObjects() {
    return consistency == null
        || consistency.equals(LINEARIZABLE)
        || consistency.equals(SEQUENTIAL)
        || isStale();
  }

  private boolean isStale() {
    return consistency != null && consistency.startsWith(STALENESS);
  }

  /** By what model, once that is known. */
  private Optional<Function<Model<?>, Checker>> staleness() {
    String bound = consistency == null ? "" : consistency.substring(STALENESS.length());
    if (bound.matches("[0-9]{1,4}")) {
      return Optional.of(model -> BoundedStaleness.byVersions(model, Integer.parseInt(bound)));
    }
    try {
      Duration age = Durations.parse(bound);
      return Optional.of(model -> BoundedStaleness.byTime(model, age, bound));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Isolation> isolation() {
    return consistency == null ? Optional.empty() : Isolation.named(consistency);
  }

  /** What a history that keeps it is called: {@code linearizable}, {@code serializable}. */
  String property() {
    if (consistency != null && checks.isEmpty()) {
      return consistency;
    }
    return isAsked() ? "valid" : LINEARIZABLE;
  }

  /** What takes the place of a model where none is needed. */
  String said() {
    return checks.isEmpty() ? "transactions" : String.join(",", checks);
  }

  /** Where no model is needed. */
  Checker checker() {
    List<Checker> all = new ArrayList<>();
    isolation().ifPresent(isolation -> all.add(new Isolated(isolation)));
    return with(all);
  }

  /**
   * @param linear as the history would be judged if nothing else were asked
   */
  Checker checker(Model<?> model, Linearizability linear) {
    List<Checker> first = new ArrayList<>();
    if (SEQUENTIAL.equals(consistency)) {
      first.add(new Sequential(model));
    } else if (isStale()) {
      staleness().ifPresent(by -> first.add(by.apply(model)));
    } else {
      first.add(linear);
    }
    return with(first);
  }

  private Checker with(List<Checker> first) {
    checks.forEach(check -> Tallies.named(check).ifPresent(first::add));
    return first.size() == 1 ? first.getFirst() : new Combined("all", first);
  }
}
