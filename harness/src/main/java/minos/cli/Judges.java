package minos.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minos.check.Checker;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.knossos.Knossos;
import minos.check.knossos.KnossosMissing;
import minos.history.Columns;
import minos.history.JsonLines;
import minos.history.Loaded;
import minos.report.VerdictLine;
import minos.store.Judge;

/**
 * Who judges: Minos, Knossos, or both.
 *
 * @param knossos if it is asked at all
 */
record Judges(Judging judging, Optional<Knossos> knossos) {

  /**
   * What was found.
   *
   * @param byWhom for people; empty where Minos alone was asked
   */
  record Opinion(Verdict verdict, long nanos, String byWhom) {}

  /** Two judges say the opposite of each other, so one of them is wrong. */
  static final class Disagree extends Exception {
    Disagree(String message) {
      super(message);
    }
  }

  boolean askKnossos() {
    return knossos.isPresent();
  }

  /** As the run that recorded it was judged. */
  Opinion judge(Loaded loaded, Checker checker) {
    JsonLines.Reading reading =
        new JsonLines.Reading(loaded.columns().history(), loaded.warnings());
    Judge.Judgement judgement = new Judge(judging.limits()).judge(reading, checker);
    return new Opinion(judgement.verdict(), judgement.nanos(), "");
  }

  /**
   * @param name of the history, for messages
   */
  Opinion judge(String name, Columns columns, Judging.Choice choice) throws BadArguments, Disagree {
    return switch (judging.means()) {
      case AUTO, SEARCH -> byMinos(columns, choice);
      case KNOSSOS -> byKnossos(columns, choice);
      case BOTH -> together(name, byMinos(columns, choice), byKnossos(columns, choice));
    };
  }

  private Opinion byMinos(Columns columns, Judging.Choice choice) {
    Judge.Answer answer = new Judge(judging.limits()).judge(columns, choice.checker());
    return new Opinion(answer.verdict(), answer.nanos(), "");
  }

  private Opinion byKnossos(Columns columns, Judging.Choice choice) throws BadArguments {
    try {
      Judge.Answer answer =
          new Judge(judging.limits())
              .judge(columns, judging.subject(choice.model()), knossos.orElseThrow());
      return new Opinion(answer.verdict(), answer.nanos(), " · Knossos");
    } catch (KnossosMissing e) {
      throw new BadArguments(e.getMessage() + "; " + KnossosOptions.ADVICE);
    }
  }

  /** The word of each counts; where one does not know, nobody does, unless the other says no. */
  private static Opinion together(String name, Opinion minos, Opinion knossos) throws Disagree {
    Verdict ours = minos.verdict();
    Verdict theirs = knossos.verdict();
    long nanos = minos.nanos() + knossos.nanos();
    if (ours.validity() == theirs.validity()) {
      return new Opinion(ours, nanos, " · Knossos agrees");
    }
    if (ours.validity() != Validity.UNKNOWN && theirs.validity() != Validity.UNKNOWN) {
      throw new Disagree(
          "%s: the judges disagree, so one of them is wrong: Minos says %s%s, Knossos says %s%s"
              .formatted(
                  name,
                  VerdictLine.word(ours.validity()),
                  because(ours),
                  VerdictLine.word(theirs.validity()),
                  because(theirs)));
    }
    return new Opinion(
        Verdict.of(ours.checker(), List.of(ours, theirs)),
        nanos,
        " · Minos " + word(ours) + ", Knossos " + word(theirs));
  }

  private static String word(Verdict verdict) {
    return VerdictLine.word(verdict.validity()).toLowerCase(Locale.ROOT);
  }

  private static String because(Verdict verdict) {
    return verdict.reasons().isEmpty() ? "" : " (" + verdict.reasons().getFirst() + ")";
  }
}
