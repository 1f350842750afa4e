package minos.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cluster.Client.Completion;
import minos.cluster.Cluster;
import minos.cluster.Node;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.time.Attempt;
import minos.time.Time;

/**
 * Breaks a cluster as operations ask for it, keeps the book of all faults, and heals what it broke.
 * Lives on the run's loop; what blocks is done aside of it. One operation at a time.
 */
public final class Nemesis {
  /** A store that begins may need all of its nodes to know that none of them has forgotten. */
  private static final Outcome TOO_EARLY =
      Outcome.nobody(List.of("not applicable: no client has been answered yet"));

  private final Breaking breaking;
  private final List<String> nodes;
  private final Time time;
  private final Witness witness;
  private final Journal journal;
  private final FaultLog log = new FaultLog();
  private Seed seed;

  /** What the book of faults says of the run beside it. */
  public interface Witness {
    /** Nanoseconds since the run began. */
    long nanos();

    /** How many operations of clients have begun. */
    long begun();

    /** How many of them have ended. */
    long ended();

    /** How many of those were ok. */
    long ok();
  }

  /**
   * @param journal told of every fault before it is injected
   */
  public Nemesis(Cluster cluster, Time time, Witness witness, Journal journal, Seed seed) {
    this.breaking = Breaking.of(cluster);
    this.nodes = cluster.nodes().stream().map(Node::name).toList();
    this.time = time;
    this.witness = witness;
    this.journal = journal;
    this.seed = seed;
  }

  /**
   * Does what the invocation asks for, and says what came of it.
   *
   * @param asked {@link Fault#asking()} or {@link Fault.Family#healing()}
   * @param done called once, on the loop, with type INFO; {@code extra.evidence} holds what was
   *     observed, {@code extra.error} what did not work
   */
  public void invoke(Invocation asked, Consumer<Completion> done) {
    Optional<Fault> fault = Fault.askedBy(asked);
    if (fault.isPresent()) {
      begin(fault.get(), done);
    } else {
      end(familyHealedBy(asked), done);
    }
  }

  /** What has to be done until nothing is in force: nothing, or operations for {@link #invoke}. */
  public List<Invocation> remedies() {
    return Arrays.stream(Fault.Family.values())
        .filter(log::isInForce)
        .map(Fault.Family::healing)
        .toList();
  }

  /**
   * Heals all that is in force, on the calling thread: the way out when the run has failed and its
   * loop is no more. Idempotent.
   *
   * @return what could not be healed, one line each; normally nothing
   */
  public List<String> healNow() {
    List<String> errors = new ArrayList<>();
    for (Fault.Family family : Fault.Family.values()) {
      if (log.isInForce(family)) {
        Outcome outcome = outcome(Attempt.at(() -> breaking.heal(family)));
        note(family, outcome);
        errors.addAll(outcome.errors());
      }
    }
    return errors;
  }

  /** The labels of faults that are asked for and not yet seen to be healed. */
  public List<String> inForce() {
    return log.inForce();
  }

  /** Whether any of that family is asked for and not yet seen to be healed. */
  public boolean isInForce(Fault.Family family) {
    return log.isInForce(family);
  }

  /** Every fault so far, in the order in which they were asked for. */
  public List<FaultRecord> records() {
    return log.records();
  }

  private void begin(Fault fault, Consumer<Completion> done) {
    journal.breaking(fault, witness.nanos());
    int number = log.ask(fault, witness.nanos());
    Seed chance = seed;
    seed = seed.next().child(fault.label());
    boolean tooEarly = witness.ok() == 0 && fault.breaksPromises();
    time.offload(
        () -> tooEarly ? TOO_EARLY : breaking.apply(fault, chance),
        attempt -> {
          Outcome outcome = outcome(attempt);
          log.applied(number, outcome, witness, nodes);
          done.accept(outcome.asCompletion());
        });
  }

  private void end(Fault.Family family, Consumer<Completion> done) {
    time.offload(
        () -> breaking.heal(family),
        attempt -> {
          Outcome outcome = outcome(attempt);
          note(family, outcome);
          done.accept(outcome.asCompletion());
        });
  }

  private void note(Fault.Family family, Outcome outcome) {
    log.healed(family, outcome, witness);
    if (outcome.isWhole()) {
      journal.healed(family, witness.nanos());
    }
  }

  private static Outcome outcome(Attempt<Outcome> attempt) {
    return switch (attempt) {
      case Attempt.Succeeded<Outcome>(Outcome outcome) -> outcome;
      case Attempt.Failed<Outcome>(Exception cause) -> Outcome.failed(cause);
    };
  }

  private static Fault.Family familyHealedBy(Invocation asked) {
    return Arrays.stream(Fault.Family.values())
        .filter(family -> Objects.equals(family.healing(), asked))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no nemesis can do this: " + asked));
  }
}
