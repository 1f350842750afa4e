package minos.check.proof;

import java.util.List;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/** A certificate in one sentence. */
final class Sentence {
  private Sentence() {}

  static String of(Certificate certificate) {
    return switch (certificate) {
      case Certificate.Unfounded it ->
          "%s, but %s.".formatted(Phrase.of(it.finder()), whyUnfounded(it));
      case Certificate.Overwritten it -> overwritten(it);
      case Certificate.TakenTwice it -> takenTwice(it);
      case Certificate.Overtaken it -> overtaken(it);
      case Certificate.NeverEmpty it -> neverEmpty(it);
      case Certificate.HeldTwice it ->
          "%s, but the lock was held, and nobody released it in between: %s."
              .formatted(Phrase.of(it.second()), Phrase.of(it.first()));
      case Certificate.TokenFell it ->
          "%s, but tokens only grow, and that is not greater than before: %s."
              .formatted(Phrase.of(it.later()), Phrase.of(it.earlier()));
      case Certificate.Lost it -> lost(it);
      case Certificate.Apart it ->
          "%s, and %s: each has something that the other one misses, and nothing is ever removed."
              .formatted(Phrase.of(it.one()), Phrase.of(it.other()));
      case Certificate.Shrunk it ->
          "%s, but more had been seen before: %s."
              .formatted(Phrase.of(it.later()), Phrase.of(it.earlier()));
      case Certificate.Misordered it -> misordered(it);
      case Certificate.Miscounted it -> miscounted(it);
      case Certificate.NoOrder it ->
          "%s, but no order that real time allows explains it%s."
              .formatted(Phrase.of(it.refused()), couldBe(it));
      case Certificate.Told it -> it.sentence();
    };
  }

  private static String lost(Certificate.Lost it) {
    String said = Phrase.of(it.read());
    String value = Phrase.value(it.add().invocation().value());
    String added = Phrase.of(it.add());
    return it.read().f().equals("read")
        ? "%s, but %s is missing: %s, and that was acknowledged before the read began."
            .formatted(said, value, added)
        : "%s, but %s was there: %s, and that was acknowledged before; nobody removed it since."
            .formatted(said, value, added);
  }

  private static String whyUnfounded(Certificate.Unfounded it) {
    String value = Phrase.value(it.value());
    String put = put(it.finder());
    return it.puts().stream()
        .filter(late -> !late.isFailed())
        .findFirst()
        .map(late -> "%s was %s only later: %s".formatted(value, put, Phrase.of(late)))
        .or(() ->
            it.puts().stream()
                .findFirst()
                .map(failed ->
                    "the only operation by which %s was ever %s failed: %s"
                        .formatted(value, put, Phrase.of(failed))))
        .orElse(nobody(it.finder(), value));
  }

  /** What one does to a value that is found so. */
  static String put(Operation finder) {
    return switch (finder.f()) {
      case "dequeue" -> "enqueued";
      case "pop" -> "pushed";
      case "add", "remove", "contains" -> "added";
      case "read" -> Contents.result(finder) instanceof List<?> ? "put in" : "written";
      default -> "written";
    };
  }

  /** That nobody did it. */
  static String nobody(Operation finder, String value) {
    return switch (finder.f()) {
      case "dequeue" -> "nobody ever enqueued " + value;
      case "pop" -> "nobody ever pushed " + value;
      case "add", "remove", "contains" -> "nobody else ever added " + value;
      default ->
          put(finder).equals("put in")
              ? "nobody ever put %s in".formatted(value)
              : "nobody ever wrote " + value;
    };
  }

  /** Locks are told of in words of their own. */
  static boolean isOfLock(Certificate.Overwritten it) {
    return it.finder().f().equals("acquire") || it.finder().f().equals("release");
  }

  private static String overwritten(Certificate.Overwritten it) {
    if (isOfLock(it)) {
      return "%s, but the lock was %s: %s, which completed before the %s began."
          .formatted(
              Phrase.of(it.finder()),
              it.finder().f().equals("acquire") ? "held" : "free",
              Phrase.of(it.since()),
              it.finder().f());
    }
    String noun = it.finder().f();
    String origin = origin(it.value(), it.sources());
    String said = Phrase.of(it.finder());
    String since = Phrase.of(it.since());
    return switch (it.evidence()) {
      case SEEN_WRITE ->
          "%s, but %s was certainly overwritten when %s, which completed before the %s began."
              .formatted(said, origin, since, noun);
      case UNSEEN_WRITE ->
          ("%s, but %s is older than what was acknowledged before the %s began: %s. Nobody ever"
                  + " saw that: it was lost, or the %s is stale.")
              .formatted(said, origin, noun, since, noun);
      case READ ->
          "%s, but %s is older than what was seen before: %s, which completed before the %s began."
              .formatted(said, origin, since, noun);
    };
  }

  static String origin(@Nullable Object value, List<Operation> sources) {
    return sources.isEmpty()
        ? "the initial " + Phrase.value(value)
        : "%s (%s)".formatted(Phrase.value(value), Phrase.of(sources.getLast()));
  }

  private static String takenTwice(Certificate.TakenTwice it) {
    Operation last = it.takers().getLast();
    if (last.f().equals("acquire")) {
      return "%s, but %s, and nobody released it as often in between."
          .formatted(Phrase.of(last), Phrase.list(it.takers().subList(0, it.takers().size() - 1)));
    }
    String times =
        it.takers().size() == 2 ? "only once" : "only %d times".formatted(it.takers().size() - 1);
    return "%s, but %s: %s was there %s."
        .formatted(
            Phrase.of(last),
            Phrase.list(it.takers().subList(0, it.takers().size() - 1)),
            Phrase.value(it.value()),
            times);
  }

  private static String overtaken(Certificate.Overtaken it) {
    Operation first = it.ahead().getLast();
    String end =
        it.later()
            .map(later -> "came out only later: " + Phrase.of(later))
            .orElse(
                it.open().isEmpty()
                    ? "nobody had dequeued it by then"
                    : "no dequeue of unknown outcome began in time to take it, with what was before"
                        + " it");
    return "%s, but %s was before it in the queue (%s, and only then %s), and %s."
        .formatted(
            Phrase.of(it.dequeue()),
            Phrase.value(first.invocation().value()),
            Phrase.of(first),
            Phrase.of(it.enqueue()),
            end);
  }

  private static String neverEmpty(Certificate.NeverEmpty it) {
    return "%s, but the queue was not empty at any moment of that: %s."
        .formatted(
            Phrase.of(it.dequeue()),
            Phrase.list(it.inside().stream().filter(op -> op.f().equals("enqueue")).toList()));
  }

  private static String misordered(Certificate.Misordered it) {
    return "%s, which shows %s without %s before it, but %s, and only then %s."
        .formatted(
            Phrase.of(it.read()),
            Phrase.value(it.second().invocation().value()),
            Phrase.value(it.first().invocation().value()),
            Phrase.of(it.first()),
            Phrase.of(it.second()));
  }

  private static String miscounted(Certificate.Miscounted it) {
    String read = Phrase.of(it.read());
    if (it.count() < 0) {
      return read + ", but no number of additions leads there.";
    }
    if (it.since().isPresent()) {
      return "%s, but before it began more had been seen already: %s, and nothing takes that back."
          .formatted(read, Phrase.of(it.since().get()));
    }
    return it.isTooMany()
        ? "%s, but only %s had begun when it returned, and that takes more."
            .formatted(read, additions(it.count()))
        : "%s, but more additions than that had returned before it began: at least %d."
            .formatted(read, it.count());
  }

  private static String additions(long count) {
    return count == 1 ? "1 addition" : count + " additions";
  }

  private static String couldBe(Certificate.NoOrder it) {
    String more = it.moreIsPossible() ? ", or what an operation of unknown outcome left" : "";
    return it.possible().isEmpty()
        ? ""
        : ": the state could be %s then%s".formatted(Phrase.either(it.possible()), more);
  }
}
