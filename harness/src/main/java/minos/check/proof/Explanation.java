package minos.check.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import minos.model.Model;

/** A contradiction for people: in one sentence, or step by step. */
public final class Explanation {
  private static final int TRIED_MAX = 12;
  private static final int CONFIGURATIONS_MAX = 20_000;

  private Explanation() {}

  public static String sentence(Certificate certificate) {
    return Sentence.of(certificate);
  }

  /** An operation in words: {@code process 3 read 2 (ops 1801-1807)}. */
  public static String phrase(Operation operation) {
    return Phrase.of(operation);
  }

  /**
   * What happened, why it cannot be, what was tried, and whether a second check agrees: whole
   * sentences, each for a line of its own.
   *
   * @param refused the operation that no order explains
   * @param history all operations on the object
   */
  public static List<String> inFull(
      Model<?> model, Certificate certificate, Operation refused, List<Operation> history) {
    List<String> lines = new ArrayList<>(Account.of(certificate));
    lines.addAll(tried(model, certificate, refused));
    unknown(refused, history).ifPresent(lines::add);
    lines.add(
        new CertificateCheck(model, history)
            .objection(certificate)
            .map(objection -> "A second check could not confirm this. " + objection)
            .orElse(
                "A second check, from the history alone and by other code than what found this,"
                    + " confirms it."));
    return lines;
  }

  /**
   * A longest legal order of what contradicts itself: it ends where nothing fits any more.
   *
   * @return empty if there are too many operations to try
   */
  public static List<Step> furthest(Model<?> model, Certificate certificate, Operation refused) {
    List<Step> steps = new ArrayList<>();
    tryAll(model, certificate, refused)
        .flatMap(outcome -> outcome.longest().stream().findFirst())
        .ifPresent(prefix -> {
          for (int i = 0; i < prefix.order().size(); i++) {
            steps.add(new Step(prefix.order().get(i), prefix.states().get(i + 1)));
          }
        });
    return List.copyOf(steps);
  }

  private static List<String> tried(Model<?> model, Certificate certificate, Operation refused) {
    List<Operation> some = mayHaveHappened(certificate);
    Optional<Orders.Outcome> tried = tryAll(model, certificate, refused);
    if (tried.isEmpty()) {
      return List.of();
    }
    Orders.Outcome outcome = tried.get();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Every order of these %d operations that their times allow was tried, %d situations: none works."
            .formatted(some.size(), outcome.configurations()));
    for (Orders.Prefix prefix : outcome.longest()) {
      if (!prefix.order().isEmpty()) {
        lines.add(longest(prefix, some, lines.size() == 1));
      }
    }
    return lines;
  }

  /** Empty if there are too few or too many to try, or if the few alone are no contradiction. */
  private static Optional<Orders.Outcome> tryAll(
      Model<?> model, Certificate certificate, Operation refused) {
    List<Operation> some = mayHaveHappened(certificate);
    if (some.size() < 2 || some.size() > TRIED_MAX) {
      return Optional.empty();
    }
    Orders.Outcome outcome = Orders.of(model, some, Times.ended(refused), CONFIGURATIONS_MAX);
    return outcome.explained().orElse(true) ? Optional.empty() : Optional.of(outcome);
  }

  private static List<Operation> mayHaveHappened(Certificate certificate) {
    return certificate.operations().stream()
        .filter(operation -> !operation.isFailed())
        .sorted(Comparator.comparingLong(Times::began))
        .toList();
  }

  private static String longest(Orders.Prefix prefix, List<Operation> some, boolean first) {
    List<Operation> left =
        some.stream().filter(one -> one.isOk() && !prefix.order().contains(one)).toList();
    StringBuilder steps = new StringBuilder(first ? "The furthest that one gets: " : "Or: ");
    for (int i = 0; i < prefix.order().size(); i++) {
      steps
          .append(i == 0 ? "" : "; ")
          .append(Phrase.of(prefix.order().get(i)))
          .append(" -> ")
          .append(Phrase.cut(prefix.states().get(i + 1)));
    }
    return steps
        .append(". Then ")
        .append(
            left.size() == 1
                ? "this does not fit: " + Phrase.of(left.getFirst()) + "."
                : "nothing fits that is left.")
        .toString();
  }

  private static Optional<String> unknown(Operation refused, List<Operation> history) {
    List<Operation> unknown =
        history.stream()
            .filter(Operation::isUnknown)
            .filter(operation -> Times.began(operation) < Times.ended(refused))
            .toList();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        unknown.size() == 1
            ? "One more may have happened at any time, or never, and does not help: "
                + Phrase.list(unknown)
                + "."
            : "%d of unknown outcome may have happened at any time, or never, and do not help: %s."
                .formatted(unknown.size(), Phrase.list(unknown)));
  }
}
