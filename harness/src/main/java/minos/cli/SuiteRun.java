package minos.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minos.store.StoreFailed;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.CaseReport;
import minos.suite.Forecast;
import minos.suite.Quarantine;
import minos.suite.Standing;
import minos.suite.gate.AttemptJson;
import minos.time.RealTime;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases of a suite in their order, as many at a time as may be. Simulated runs and runs in
 * real time never go on together: the ones would take the time from the others.
 */
final class SuiteRun {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** After the budget is over: when judging is ended, too, and when what still lives is killed. */
  private static final List<Duration> LAST_CALLS =
      List.of(Duration.ZERO, Duration.ofSeconds(45), Duration.ofSeconds(75));

  private final Rules rules;
  private final Runs runs;
  private final Teller teller;
  private final SuiteFolder folder;
  private final RealTime clock = new RealTime();
  private final Forecast forecast = new Forecast();

  private final Deque<Integer> pending = new ArrayDeque<>();
  private final Map<Integer, List<Attempt>> attempts = new TreeMap<>();
  private final Map<Integer, CaseReport> reports = new TreeMap<>();
  private final Map<Integer, CaseRun> active = new ConcurrentHashMap<>();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private int calls;
  private volatile @Nullable String over;
  private volatile boolean interrupted;

  /**
   * What bounds a suite.
   *
   * @param spent of the budget, before a crash
   * @param parallel simulated runs at a time
   * @param today by which quarantine ends
   */
  record Rules(
      List<Case> cases,
      Optional<Duration> budget,
      Duration spent,
      int parallel,
      boolean failFast,
      int retries,
      List<Quarantine> quarantine,
      LocalDate today) {}

  /** Makes runs of cases. */
  interface Runs {
    /** Why its world is not to be had; empty if it is. */
    Optional<String> unavailable(Case one);

    /** How many of them may go on at a time. */
    int realAtATime();

    CaseRun start(int index, Case one, int attempt) throws StoreFailed, BadArguments;

    /** It is over: what it had to itself is free again. */
    void ended(int index);

    /** When the same was seen first, if it was. */
    Attempt known(Attempt attempt) throws StoreFailed;
  }

  /** Is told how it goes on, on the calling thread. */
  interface Teller {
    void told(CaseReport report);

    void again(Case one, Attempt failed);

    void progress(int done, int cases, Duration elapsed);
  }

  /** From a thread of its own. */
  private record Ended(int index, @Nullable Attempt attempt, @Nullable StoreFailed broken) {}

  SuiteRun(Rules rules, Runs runs, SuiteFolder folder, Teller teller) {
    this.rules = rules;
    this.runs = runs;
    this.folder = folder;
    this.teller = teller;
    for (int i = 0; i < rules.cases().size(); i++) {
      pending.add(i);
    }
  }

  /** What was attempted before a crash counts. */
  void resume(List<AttemptJson.Line> lines) {
    for (AttemptJson.Line line : lines) {
      attemptsOf(line.index()).add(line.attempt());
    }
    for (int index : List.copyOf(attempts.keySet())) {
      if (!isToBeTriedAgain(index)) {
        pending.remove(index);
        conclude(index);
      }
    }
  }

  /**
   * Runs until nothing is left, or fits, or may begin.
   *
   * @return a report of each case, in their order
   */
  List<CaseReport> run() throws StoreFailed, BadArguments {
    while (true) {
      startWhatFits();
      if (active.isEmpty()) {
        break;
      }
      try {
        Ended one = ended.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (one != null) {
          take(one);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        interrupt();
      }
      teller.progress(reports.size(), rules.cases().size(), elapsed());
      callIn();
    }
    for (int index : pending) {
      reports.put(index, left(index));
    }
    return List.copyOf(reports.values());
  }

  /** Real time, also that before a crash. */
  Duration elapsed() {
    return rules.spent().plusNanos(clock.nanos());
  }

  /** Begins no further run, and ends the load of those that go on. From any thread. */
  void stop(String why) {
    over = why;
    active.values().forEach(CaseRun::stop);
  }

  /** Stops for the user: what is left can be resumed. From any thread. */
  void interrupt() {
    interrupted = true;
    stop("it was interrupted");
  }

  boolean wasInterrupted() {
    return interrupted;
  }

  /** For a program that is about to end. From any thread. */
  void abandon() {
    active.values().forEach(CaseRun::abandon);
  }

  private void startWhatFits() throws StoreFailed, BadArguments {
    Iterator<Integer> next = pending.iterator();
    while (next.hasNext() && over == null && !isFailedFast()) {
      int index = next.next();
      Case one = rules.cases().get(index);
      Optional<String> obstacle = runs.unavailable(one);
      if (obstacle.isPresent()) {
        next.remove();
        told(index, missing(one, obstacle.get()));
      } else if (!hasRoom(one)) {
        return;
      } else if (fits(one)) {
        next.remove();
        begin(index, one);
      }
    }
  }

  private CaseReport missing(Case one, String obstacle) {
    return one.ifAvailable()
        ? CaseReport.unavailable(one, obstacle)
        : new CaseReport(
            one, Standing.ERROR, obstacle + " (if-available: true would leave it out)", List.of());
  }

  private boolean hasRoom(Case one) {
    boolean simulated = one.isSimulated();
    boolean alike =
        active.keySet().stream()
            .allMatch(index -> rules.cases().get(index).isSimulated() == simulated);
    return alike && active.size() < (simulated ? rules.parallel() : runs.realAtATime());
  }

  private boolean fits(Case one) {
    return rules.budget().isEmpty()
        || elapsed().plus(forecast.of(one)).compareTo(rules.budget().get()) <= 0;
  }

  private void begin(int index, Case one) throws StoreFailed, BadArguments {
    CaseRun run = runs.start(index, one, attemptsOf(index).size() + 1);
    active.put(index, run);
    Thread.ofPlatform()
        .name("case-" + index)
        .start(() -> {
          try {
            ended.add(new Ended(index, run.execute(), null));
          } catch (StoreFailed e) {
            ended.add(new Ended(index, null, e));
          }
        });
  }

  private void take(Ended one) throws StoreFailed {
    active.remove(one.index());
    runs.ended(one.index());
    Attempt attempt = one.attempt();
    if (attempt == null) {
      stop("nowhere to write");
      throw one.broken() == null ? new StoreFailed("no attempt") : one.broken();
    }
    Case asked = rules.cases().get(one.index());
    if (over != null && attempt.ending() != Attempt.Ending.INVALID) {
      told(one.index(), CaseReport.notRun(asked, "cut short: " + over));
      return;
    }
    if (over == null && attempt.ending() != Attempt.Ending.ERROR) {
      forecast.took(asked, attempt.wall());
    }
    Attempt known = runs.known(attempt);
    attemptsOf(one.index()).add(known);
    folder.append(new AttemptJson.Line(one.index(), elapsed(), known));
    if (isToBeTriedAgain(one.index())) {
      teller.again(asked, known);
      pending.addFirst(one.index());
    } else {
      conclude(one.index());
    }
  }

  private void conclude(int index) {
    told(
        index,
        CaseReport.of(
            rules.cases().get(index), attemptsOf(index), rules.quarantine(), rules.today()));
  }

  private void told(int index, CaseReport report) {
    reports.put(index, report);
    teller.told(report);
  }

  /** A simulation would only say the same again, and what is invalid stays so. */
  private boolean isToBeTriedAgain(int index) {
    return switch (attemptsOf(index).getLast().ending()) {
      case VALID, INVALID -> false;
      case UNKNOWN, ERROR ->
          !rules.cases().get(index).isSimulated() && attemptsOf(index).size() <= rules.retries();
    };
  }

  private CaseReport left(int index) {
    Case one = rules.cases().get(index);
    if (!attemptsOf(index).isEmpty()) {
      return CaseReport.of(one, attemptsOf(index), rules.quarantine(), rules.today());
    }
    String why = over;
    if (why == null) {
      why = isFailedFast() ? "an earlier case failed, and --fail-fast" : "the budget was over";
    }
    return CaseReport.notRun(one, why);
  }

  private boolean isFailedFast() {
    return rules.failFast()
        && reports.values().stream()
            .anyMatch(report ->
                report.standing() == Standing.VIOLATION || report.standing() == Standing.MISSED);
  }

  /** Ends what goes on too long: first its load, then its judging, then it. */
  private void callIn() {
    if (rules.budget().isEmpty()
        || calls == LAST_CALLS.size()
        || elapsed().compareTo(rules.budget().get().plus(LAST_CALLS.get(calls))) < 0) {
      return;
    }
    calls++;
    if (calls < LAST_CALLS.size()) {
      stop("the budget was over");
    } else {
      abandon();
    }
  }

  private List<Attempt> attemptsOf(int index) {
    return attempts.computeIfAbsent(index, none -> new ArrayList<>());
  }
}
