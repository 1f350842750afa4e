package minos.check.weaker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Counterexample;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.check.proof.Certificate;
import minos.history.Columns;
import minos.model.Call;
import minos.model.Model;

/**
 * Is each object linearizable, but that reads may be old? By time: as if each read had begun
 * earlier (Golab, Li and Shah's delta-atomicity, PODC 2011). By versions: a read finds one of the
 * last states. Both are exact; what changes an object is held to linearizability in either case.
 */
public final class BoundedStaleness implements Checker {
  private final String name;
  private final String allowance;
  private final Checker linear;
  private final Optional<Duration> age;
  private final Model<?> model;

  private BoundedStaleness(
      String name, String allowance, Checker linear, Optional<Duration> age, Model<?> model) {
    this.name = name;
    this.allowance = allowance;
    this.linear = linear;
    this.age = age;
    this.model = model;
  }

  /**
   * @param label of the age, for people: {@code 2s}
   */
  public static BoundedStaleness byTime(Model<?> model, Duration age, String label) {
    return new BoundedStaleness(
        "bounded-staleness:" + label,
        "Even if reads may be " + label + " old: ",
        Linearizability.ofRecorded(model),
        Optional.of(age),
        model);
  }

  /**
   * @param versions how many changes a read may be behind
   */
  public static BoundedStaleness byVersions(Model<?> model, int versions) {
    return new BoundedStaleness(
        "bounded-staleness:" + versions,
        "Even if reads may be %d %s old: "
            .formatted(versions, versions == 1 ? "version" : "versions"),
        Linearizability.ofRecorded(new Behind<>(model, versions)),
        Optional.empty(),
        model);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Verdict check(Columns history, Budget budget) {
    if (age.isEmpty()) {
      return renamed(linear.check(history, budget));
    }
    if (history.events() > 0 && history.time(0) == history.time(history.events() - 1)) {
      return Verdict.unknown(
          name, "Nothing was judged: the history does not say at what time anything happened.");
    }
    try {
      Columns older = history.withEarlierBegins(reads(history, model), age.get().toNanos());
      return renamed(linear.check(older, budget));
    } catch (IllegalArgumentException e) {
      return Verdict.unknown(name, "Nothing was judged: %s.".formatted(e.getMessage()));
    }
  }

  private static IntPredicate reads(Columns history, Model<?> model) {
    return operation -> {
      boolean ok = history.isOk(operation);
      Object argument = history.values().get(history.argument(operation));
      Object result = ok ? history.values().get(history.result(operation)) : null;
      return ok
          && model.onlyReads(new Call(history.fAt(history.f(operation)), argument, true, result));
    };
  }

  private Verdict renamed(Verdict verdict) {
    List<String> reasons = verdict.reasons().stream().map(this::allowing).toList();
    List<Verdict> parts = verdict.parts().stream().map(this::renamed).toList();
    Optional<Counterexample> found = verdict.counterexample().map(this::allowing);
    String as = verdict.checker().replaceFirst("linearizable", name);
    return new Verdict(verdict.validity(), as, reasons, parts, found);
  }

  private Counterexample allowing(Counterexample example) {
    return new Counterexample(
        example.refused(),
        example.possible(),
        new Certificate.Told(
            "too old a read", example.certificate().operations(), allowing(example.sentence())));
  }

  private String allowing(String reason) {
    return reason.startsWith("linearizable key")
        ? reason.replaceFirst("linearizable (key [^:]*: )", name + " $1" + allowance)
        : allowance + reason;
  }
}
