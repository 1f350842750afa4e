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
  private static final long LOOK_NANOS = 1_000_000_000;

  private final Model<?> model;
  private final boolean nothingIsValid;
  private final long memoryBytes;
  private final Map<Optional<Object>, Tracked<?>> objects = new LinkedHashMap<>();
  private final Set<Tracked<?>> busy = new LinkedHashSet<>();
  private long taken;
  private long nextLook = LOOK_NANOS;
  private boolean isEmpty = true;
  private Optional<Violation> violation = Optional.empty();

  private Monitor(Model<?> model, boolean nothingIsValid, long memoryBytes) {
    this.model = model;
    this.nothingIsValid = nothingIsValid;
    this.memoryBytes = memoryBytes;
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

  /** How far it has come. */
  public record Progress(long events, long judged, int objects, int unjudged) {}

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
    boolean wasSound = violation.isEmpty();
    Tracked<?> object =
        objects.computeIfAbsent(
            Optional.ofNullable(op.key()), key -> new Tracked<>(model, this::effort));
    object.take(op);
    see(object);
    busy.add(object);
    if (op.time() >= nextLook) {
      nextLook = op.time() + LOOK_NANOS;
      look();
    }
    return wasSound ? violation : Optional.empty();
  }

  /** Judges all that can be judged now, also where little has come together. */
  private void look() {
    for (Tracked<?> object : List.copyOf(busy)) {
      object.look();
      see(object);
    }
    busy.removeIf(Tracked::isIdle);
  }

  private void see(Tracked<?> object) {
    violation = violation.or(object::violation);
  }

  /** The clock counts how often it is looked at: once in about a thousand configurations. */
  private Effort effort(long configurations) {
    long looks = 1 + configurations / 1000;
    Limits limits = new Limits(Duration.ofNanos(looks), memoryBytes);
    AtomicLong clock = new AtomicLong();
    return new Effort(looks, new Budget(limits, clock::incrementAndGet), memoryBytes);
  }

  /** The first thing that it saw to be impossible. */
  public Optional<Violation> violation() {
    return violation;
  }

  public Progress progress() {
    long judged = objects.values().stream().mapToLong(Tracked::judged).sum();
    int unjudged =
        (int) objects.values().stream().filter(one -> one.unjudged().isPresent()).count();
    return new Progress(taken, judged, objects.size(), unjudged);
  }

  /** Nothing comes any more: one part for each key, in the order in which the keys first came. */
  public Verdict close() {
    List<Verdict> parts = new ArrayList<>();
    objects.forEach(
        (key, object) -> {
          object.close();
          see(object);
          parts.add(verdict(NAME + key.map(name -> " key " + name).orElse(""), object));
        });
    return parts.isEmpty() && nothingIsValid && !isEmpty
        ? Verdict.valid(NAME)
        : Verdict.of(NAME, parts);
  }

  private Verdict verdict(String name, Tracked<?> object) {
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
