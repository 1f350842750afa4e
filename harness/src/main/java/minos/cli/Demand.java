package minos.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Checker;
import minos.check.Combined;
import minos.check.anomaly.Isolated;
import minos.check.anomaly.Isolation;
import minos.check.linear.Linearizability;
import minos.check.tally.Tallies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What must hold of a history: options of {@code minos check}. */
final class Demand {
  static final String LINEARIZABLE = "linearizable";

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
    return consistency == null || consistency.equals(LINEARIZABLE);
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
  Checker checker(Linearizability linear) {
    return with(new ArrayList<>(List.of(linear)));
  }

  private Checker with(List<Checker> first) {
    checks.forEach(check -> Tallies.named(check).ifPresent(first::add));
    return first.size() == 1 ? first.getFirst() : new Combined("all", first);
  }
}
