package minos.check.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/** A certificate step by step: who did what, and why that cannot be. */
final class Account {
  private Account() {}

  static List<String> of(Certificate certificate) {
    List<String> lines = new ArrayList<>();
    lines.add("The rule that is broken: " + certificate.rule() + ".");
    lines.addAll(steps(certificate));
    return lines;
  }

  private static List<String> steps(Certificate certificate) {
    return switch (certificate) {
      case Certificate.Unfounded it -> unfounded(it);
      case Certificate.Overwritten it -> overwritten(it);
      case Certificate.TakenTwice it -> takenTwice(it);
      case Certificate.Overtaken it -> overtaken(it);
      case Certificate.NeverEmpty it -> neverEmpty(it);
      case Certificate.HeldTwice it -> heldTwice(it);
      case Certificate.TokenFell it -> tokenFell(it);
      case Certificate.Lost it -> lost(it);
      case Certificate.Apart it -> apart(it);
      case Certificate.Shrunk it -> shrunk(it);
      case Certificate.Misordered it -> misordered(it);
      case Certificate.Miscounted it -> miscounted(it);
      case Certificate.NoOrder it -> noOrder(it);
      case Certificate.Told it -> List.of(it.sentence());
    };
  }

  private static List<String> unfounded(Certificate.Unfounded it) {
    String put = Sentence.put(it.finder());
    String value = value(it.value());
    String origin =
        it.puts().stream()
            .findFirst()
            .map(late ->
                late.isFailed()
                    ? "The only operation by which %s was ever %s failed, so it must not have happened: %s."
                        .formatted(value, put, Phrase.of(late))
                    : "%s was %s only after that: %s.".formatted(value, put, Phrase.of(late)))
            .orElse(
                capital(Sentence.nobody(it.finder(), value)) + ", and it was not there at first.");
    return List.of(happened(it.finder()), origin);
  }

  private static List<String> overwritten(Certificate.Overwritten it) {
    if (Sentence.isOfLock(it)) {
      return List.of(
          "%s, acknowledged at index %d."
              .formatted(capital(Phrase.of(it.since())), Times.ended(it.since())),
          "Only later, at index %d, this began: %s. Nobody can have %s in between."
              .formatted(
                  Times.began(it.finder()),
                  Phrase.of(it.finder()),
                  it.finder().f().equals("acquire") ? "released it" : "acquired it"));
    }
    String noun = it.finder().f();
    String origin =
        it.sources().isEmpty()
            ? "%s was there at first, and nobody put it back.".formatted(value(it.value()))
            : "%s came from here: %s.".formatted(value(it.value()), Phrase.list(it.sources()));
    String gone =
        it.evidence() == Certificate.Overwritten.Evidence.READ
            ? "After that %s: so %s was already gone when that was acknowledged, at index %d."
            : "After that %s: so %s was gone when that was acknowledged, at index %d.";
    return List.of(
        origin,
        gone.formatted(Phrase.of(it.since()), value(it.value()), Times.ended(it.since())),
        "Only later, at index %d, the %s began. It must find that, or something newer; it found %s."
            .formatted(Times.began(it.finder()), noun, value(it.value())));
  }

  private static List<String> takenTwice(Certificate.TakenTwice it) {
    List<String> lines = new ArrayList<>();
    if (it.takers().getLast().f().equals("acquire")) {
      return List.of(
          "It was acquired %d times: %s.".formatted(it.takers().size(), Phrase.list(it.takers())),
          it.sources().isEmpty()
              ? "Nobody ever released it."
              : "It was not released as often in between: %s."
                  .formatted(Phrase.list(it.sources())));
    }
    int there = it.takers().size() - 1;
    lines.add(
        "%s was there %s%s."
            .formatted(
                value(it.value()),
                there == 1 ? "once" : there + " times",
                it.sources().isEmpty() ? "" : ": " + Phrase.list(it.sources())));
    lines.add(
        "But %d operations are acknowledged to have taken it: %s."
            .formatted(it.takers().size(), Phrase.list(it.takers())));
    return lines;
  }

  private static List<String> overtaken(Certificate.Overtaken it) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s. That was acknowledged before this began, and so is ahead of it in the queue: %s."
            .formatted(capital(Phrase.list(it.ahead())), Phrase.of(it.enqueue())));
    lines.add(
        "Yet %s, and by then, at index %d, %s."
            .formatted(
                Phrase.of(it.dequeue()),
                Times.ended(it.dequeue()),
                it.later()
                    .map(later ->
                        "what was ahead had not come out: it did so only later, when "
                            + Phrase.of(later))
                    .orElse(
                        it.open().isEmpty()
                            ? "nobody had taken what was ahead"
                            : "no more than %d of the %d that were ahead may have been taken: %s"
                                .formatted(
                                    it.open().size(), it.ahead().size(), Phrase.list(it.open())))));
    return lines;
  }

  private static List<String> neverEmpty(Certificate.NeverEmpty it) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: so the queue must have been empty at some moment between index %d and %d."
            .formatted(
                capital(Phrase.of(it.dequeue())),
                Times.began(it.dequeue()),
                Times.ended(it.dequeue())));
    lines.add(
        "But at each of these moments there was something in it, put in before and taken out later"
            + " or never: %s.".formatted(Phrase.list(it.inside())));
    return lines;
  }

  private static List<String> heldTwice(Certificate.HeldTwice it) {
    return List.of(
        happened(it.first()),
        happened(it.second()),
        "Whichever of the two was first, nobody can have released the lock before the other one.");
  }

  private static List<String> tokenFell(Certificate.TokenFell it) {
    return Times.precedes(it.earlier(), it.later())
        ? List.of(
            "%s, acknowledged at index %d."
                .formatted(capital(Phrase.of(it.earlier())), Times.ended(it.earlier())),
            "Only later, at index %d, this began: %s. Tokens only grow."
                .formatted(Times.began(it.later()), Phrase.of(it.later())))
        : List.of(happened(it.earlier()), happened(it.later()), "No token is given out twice.");
  }

  private static List<String> lost(Certificate.Lost it) {
    String added =
        "%s, acknowledged at index %d."
            .formatted(capital(Phrase.of(it.add())), Times.ended(it.add()));
    if (!it.read().f().equals("read")) {
      return List.of(
          added,
          "Only later, at index %d, this began: %s. Nobody can have removed %s in between."
              .formatted(Times.began(it.read()), Phrase.of(it.read()), argument(it.add())));
    }
    return List.of(
        added,
        "Only later, at index %d, a read began. It must find %s, since nobody can have removed it; but"
                .formatted(Times.began(it.read()), argument(it.add()))
            + " it found %s.".formatted(value(Contents.result(it.read()))));
  }

  private static List<String> apart(Certificate.Apart it) {
    return List.of(
        happened(it.one()),
        happened(it.other()),
        "Whichever of the two was first, the other one must have found all that it found.");
  }

  private static List<String> shrunk(Certificate.Shrunk it) {
    return List.of(
        "%s, acknowledged at index %d."
            .formatted(capital(Phrase.of(it.earlier())), Times.ended(it.earlier())),
        "Only later, at index %d, another read began, and found less: %s. Nothing is ever removed."
            .formatted(Times.began(it.later()), Phrase.of(it.later())));
  }

  private static List<String> misordered(Certificate.Misordered it) {
    return List.of(
        "%s, acknowledged at index %d."
            .formatted(capital(Phrase.of(it.first())), Times.ended(it.first())),
        "Only later, at index %d, this began: %s."
            .formatted(Times.began(it.second()), Phrase.of(it.second())),
        "But %s: it found %s, and not %s before it."
            .formatted(Phrase.of(it.read()), argument(it.second()), argument(it.first())));
  }

  private static List<String> miscounted(Certificate.Miscounted it) {
    List<String> lines = new ArrayList<>();
    it.since().map(Account::happened).ifPresent(lines::add);
    lines.add(happened(it.read()));
    String since = it.since().isPresent() ? " since that read" : "";
    if (it.count() < 0) {
      lines.add("No number of additions leads to that count.");
    } else if (it.isTooMany()) {
      lines.add(
          "But only %d additions had begun by then%s; that is all that can be in it."
              .formatted(it.count(), since));
    } else if (it.since().isPresent()) {
      lines.add("The second read began after the first had returned; it must not find less.");
    } else {
      lines.add(
          "But at least %d additions were acknowledged before it began.".formatted(it.count()));
    }
    return lines;
  }

  private static List<String> noOrder(Certificate.NoOrder it) {
    List<String> lines = new ArrayList<>();
    Stream.concat(
            it.operations().stream().filter(operation -> !operation.equals(it.refused())).limit(10),
            Stream.of(it.refused()))
        .map(Account::happened)
        .forEach(lines::add);
    int more = it.operations().size() - lines.size();
    if (more > 0) {
      lines.add(lines.size() - 1, "And %d more operations before it.".formatted(more));
    }
    return lines;
  }

  private static String happened(Operation operation) {
    return capital(Phrase.of(operation)) + ".";
  }

  private static String argument(Operation operation) {
    return value(operation.invocation().value());
  }

  private static String value(@Nullable Object value) {
    return Phrase.value(value);
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
  }
}
