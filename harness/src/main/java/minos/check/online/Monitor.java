package minos.check.online;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import minos.check.Budget;
import minos.check.Limits;
import minos.check.Verdict;
import minos.check.search.Effort;
import minos.history.Op;
import minos.model.Model;

/**
 * Is what happened so far linearizable? Judges each object while operations still come, and says
 * the same of the whole as {@link minos.check.linear.Linearizability} does of the recorded history,
 * or that it cannot say. Holds what is not judged yet, where each object may stand, and operations
 * of unknown outcome that may still take effect; a history may be far longer than fits in memory.
 *
 * <p>Same operations, same answer at the same operation: it reads no clock, and its budget is
 * counted in configurations.
 */
public final class Monitor {
  private static final String NAME = "linearizable";
  private static final long LOOK_NANOS = 250_000_000;

  /** Of the heap: tables that grow need room for two of them. */
  private static final int HEAP_PART = 8;

  private final Model<?> model;
  private final boolean nothingIsValid;
  private final long memoryBytes;
  private final Map<Optional<Object>, Tracked> objects = new LinkedHashMap<>();
  private final Set<Tracked> busy = new LinkedHashSet<>();
  private final Set<Tracked> givenUp = new LinkedHashSet<>();
  private long now;
  private long taken;
  private long judged;
  private long nextLook = LOOK_NANOS;
  private boolean isEmpty = true;
  private Optional<Violation> violation = Optional.empty();
  private volatile boolean stopped;

  private Monitor(Model<?> model, boolean nothingIsValid, long memoryBytes) {
    this.model = model;
    this.nothingIsValid = nothingIsValid;
    this.memoryBytes = Math.min(memoryBytes, Runtime.getRuntime().maxMemory() / HEAP_PART);
  }

  /** Of a run of one's own, which must have seen something. */
  public static Monitor ofRun(Model<?> model) {
    return new Monitor(model, false, Limits.DEFAULT.memoryBytes());
  }

  /**
   * Of what others recorded.
   *
   * @param memoryBytes what the search of one object may hold at once
   */
  public static Monitor ofRecorded(Model<?> model, long memoryBytes) {
    return new Monitor(model, true, memoryBytes);
  }

  /**
   * How far it has come.
   *
   * @param events of clients that were taken
   * @param judged those of them that are explained and let go
   * @param unjudged objects that are not judged any more
   * @param refuted whether something contradicts
   */
  public record Progress(long events, long judged, int objects, int unjudged, boolean refuted) {
    public static final Progress NONE = new Progress(0, 0, 0, 0, false);
  }

  /**
   * The next line of the history.
   *
   * @return what it shows to be impossible, if that is the first such thing
   */
  public Optional<Violation> take(Op op) {
    isEmpty = false;
    if (op.isByNemesis()) {
      return Optional.empty();
    }
    taken++;
    now = op.time();
    boolean wasSound = violation.isEmpty();
    Tracked object =
        objects.computeIfAbsent(
            Optional.ofNullable(op.key()),
            key -> new Tracked(model, this::effort, this::budget, memoryBytes));
    see(object, () -> object.take(op));
    busy.add(object);
    if (op.time() >= nextLook) {
      nextLook = op.time() + LOOK_NANOS;
      look();
    }
    return wasSound ? violation : Optional.empty();
  }

  /** Judges all that can be judged now, also where little has come together. */
  private void look() {
    for (Tracked object : List.copyOf(busy)) {
      see(object, object::look);
    }
    busy.removeIf(Tracked::isIdle);
  }

  private void see(Tracked object, Runnable step) {
    long before = object.judged();
    step.run();
    judged += object.judged() - before;
    violation = violation.or(() -> object.violation().map(found -> found.seenAt(now)));
    if (object.unjudged().isPresent()) {
      givenUp.add(object);
    }
  }

  /** The clock counts how often it is looked at: once in about a thousand configurations. */
  private Budget budget(long configurations) {
    long looks = 1 + configurations / 1000;
    AtomicLong clock = new AtomicLong();
    LongSupplier nanoClock = () -> clock.addAndGet(stopped ? looks : 1);
    return new Budget(new Limits(Duration.ofNanos(looks), memoryBytes), nanoClock);
  }

  private Effort effort(long configurations) {
    Budget budget = budget(configurations);
    return new Effort(budget.time().toNanos(), budget, memoryBytes);
  }

  /** Gives up soon what it is about to judge. From any thread. */
  public void stop() {
    stopped = true;
  }

  /** The first thing that it saw to be impossible. */
  public Optional<Violation> violation() {
    return violation;
  }

  public Progress progress() {
    return new Progress(taken, judged, objects.size(), givenUp.size(), violation.isPresent());
  }

  /** Nothing comes any more: one part for each key, in the order in which the keys first came. */
  public Verdict close() {
    List<Verdict> parts = new ArrayList<>();
    objects.forEach((key, object) -> {
      see(object, object::close);
      parts.add(verdict(NAME + key.map(name -> " key " + name).orElse(""), object));
    });
    return parts.isEmpty() && nothingIsValid && !isEmpty
        ? Verdict.valid(NAME)
        : Verdict.of(NAME, parts);
  }

  private Verdict verdict(String name, Tracked object) {
    Optional<Verdict> refuted =
        object.violation().map(found -> Verdict.invalid(name, found.sentence()));
    return refuted
        .or(() -> object.unjudged().map(why -> Verdict.unknown(name, why)))
        .orElseGet(() ->
            object.observes() || nothingIsValid
                ? Verdict.valid(name)
                : Verdict.unknown(
                    name,
                    "Nothing was judged: no operation completed that says anything of the state."));
  }
}
