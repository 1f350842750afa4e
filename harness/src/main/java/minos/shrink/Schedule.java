package minos.shrink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minos.fault.FaultScript;
import minos.history.History;
import minos.history.Op;
import minos.run.OpScript;
import minos.run.Test;
import org.jspecify.annotations.Nullable;

/**
 * All that happens to a cluster from outside, as a value that can be cut.
 *
 * @param ops invocations by place, in the order of their times
 * @param finals what is read when all is healed
 * @param faults in the order of their beginnings
 * @param nodes how many
 * @param clients how many
 * @param seed of what is left to chance
 */
public record Schedule(
    List<Op> ops,
    List<Op> finals,
    List<FaultScript.Entry> faults,
    int nodes,
    int clients,
    long seed) {
  /** After the last thing that happens, for what is open to end. */
  private static final long REST_NANOS = 5_000_000_000L;

  private static final String SOURCE = "shrunk";

  public Schedule {
    ops = List.copyOf(ops);
    finals = List.copyOf(finals);
    faults = List.copyOf(faults);
  }

  /**
   * What happened in a run.
   *
   * @param faults as they were chosen; they end where the history says that healing was asked for
   * @param asking whether what was read at the end is to be asked again and again, as it was;
   *     otherwise each time that it was asked is an operation like the others
   */
  public static Schedule of(
      Test test, History history, List<FaultScript.Entry> faults, boolean asking) {
    List<FaultScript.Entry> asked =
        faults.stream().map(fault -> healedAsAsked(fault, history)).toList();
    if (test.ops().isPresent()) {
      OpScript script = test.ops().get();
      return new Schedule(
          script.load(), script.finals(), asked, test.nodes(), test.concurrency(), test.seed());
    }
    List<Op> begun =
        history.ops().stream()
            .filter(op -> !op.isByNemesis() && op.type() == Op.Type.INVOKE)
            .map(op -> at(op, op.time(), op.process() % test.concurrency()))
            .toList();
    long end = asking ? test.time().toNanos() : Long.MAX_VALUE;
    return new Schedule(
        begun.stream().filter(op -> op.time() < end).toList(),
        begun.stream().filter(op -> op.time() >= end).map(op -> at(op, 0, 0)).distinct().toList(),
        asked,
        test.nodes(),
        test.concurrency(),
        test.seed());
  }

  /** Healing takes its time; what counts is when it began. */
  private static FaultScript.Entry healedAsAsked(FaultScript.Entry fault, History history) {
    String healing = fault.fault().family().healing().f();
    List<Op> healings =
        history.ops().stream().filter(op -> op.isByNemesis() && op.f().equals(healing)).toList();
    for (int end = 1; end < healings.size(); end += 2) {
      if (OptionalLong.of(healings.get(end).time()).equals(fault.end())) {
        long asked = healings.get(end - 1).time();
        return new FaultScript.Entry(fault.fault(), fault.begin(), OptionalLong.of(asked));
      }
    }
    return fault;
  }

  /** The test that does this, but for that as the pattern has it. */
  public Test on(Test pattern) {
    return new Test(
        pattern.system(),
        pattern.workload(),
        pattern.world(),
        nodes,
        faults.stream().map(entry -> entry.fault().label()).distinct().toList(),
        faults.isEmpty() ? Optional.empty() : Optional.of(new FaultScript(SOURCE, faults)),
        pattern.timing(),
        Duration.ofMillis((end() + REST_NANOS) / 1_000_000),
        clients,
        pattern.rate(),
        pattern.keys(),
        seed,
        pattern.flaws(),
        pattern.image(),
        Optional.of(new OpScript(ops, finals)),
        pattern.swarm(),
        pattern.program(),
        pattern.latency());
  }

  /** All operations of clients, also those at the end. */
  public int operations() {
    return ops.size() + finals.size();
  }

  /** When the last thing happens, nanoseconds since the run began. */
  public long end() {
    return moments().max().orElse(0);
  }

  private LongStream moments() {
    return LongStream.concat(
        ops.stream().mapToLong(Op::time),
        faults.stream()
            .flatMapToLong(
                fault -> LongStream.concat(LongStream.of(fault.begin()), fault.end().stream())));
  }

  List<Long> sortedMoments() {
    return moments().distinct().sorted().boxed().toList();
  }

  List<Object> keys() {
    return Stream.concat(ops.stream(), finals.stream())
        .<@Nullable Object>map(Op::key)
        .filter(Objects::nonNull)
        .<Object>map(key -> Objects.requireNonNull(key))
        .distinct()
        .toList();
  }

  Schedule withOps(List<Op> left) {
    return new Schedule(left, finals, faults, nodes, clients, seed);
  }

  Schedule withFinals(List<Op> left) {
    return new Schedule(ops, left, faults, nodes, clients, seed);
  }

  Schedule withFaults(List<FaultScript.Entry> left) {
    return new Schedule(ops, finals, left, nodes, clients, seed);
  }

  Schedule withSeed(long other) {
    return new Schedule(ops, finals, faults, nodes, clients, other);
  }

  Schedule withNodes(int left, List<FaultScript.Entry> faultsLeft) {
    return new Schedule(ops, finals, faultsLeft, left, clients, seed);
  }

  /** Only what concerns one object. */
  Schedule ofKey(Object key) {
    return withOps(ops.stream().filter(op -> key.equals(op.key())).toList())
        .withFinals(finals.stream().filter(op -> key.equals(op.key())).toList());
  }

  /** Nothing begins later; what is broken then is healed at the end. */
  Schedule until(long nanos) {
    return withOps(ops.stream().filter(op -> op.time() <= nanos).toList())
        .withFaults(
            faults.stream()
                .filter(fault -> fault.begin() <= nanos)
                .map(fault ->
                    fault.end().orElse(Long.MAX_VALUE) <= nanos
                        ? fault
                        : new FaultScript.Entry(fault.fault(), fault.begin(), OptionalLong.empty()))
                .toList());
  }

  /** All later than a moment happens so much earlier. */
  Schedule closer(long after, long earlier) {
    return shifted(time -> time > after ? time - earlier : time);
  }

  private Schedule shifted(LongUnaryOperator time) {
    return withOps(
            ops.stream().map(op -> at(op, time.applyAsLong(op.time()), op.process())).toList())
        .withFaults(
            faults.stream()
                .map(fault ->
                    new FaultScript.Entry(
                        fault.fault(),
                        time.applyAsLong(fault.begin()),
                        fault.end().isPresent()
                            ? OptionalLong.of(time.applyAsLong(fault.end().getAsLong()))
                            : fault.end()))
                .toList());
  }

  /** One place does also what another did; places without work are left out. */
  Schedule joining(int place, int other) {
    return placed(
        ops.stream().map(op -> op.process() == other ? at(op, op.time(), place) : op).toList());
  }

  /** Only as many clients as do something. */
  Schedule compact() {
    return placed(ops);
  }

  private Schedule placed(List<Op> moved) {
    List<Integer> used = used(moved);
    List<Op> renumbered = new ArrayList<>();
    moved.forEach(op -> renumbered.add(at(op, op.time(), used.indexOf(op.process()))));
    return new Schedule(renumbered, finals, faults, nodes, Math.max(1, used.size()), seed);
  }

  /** The places that do something. */
  List<Integer> used() {
    return used(ops);
  }

  private static List<Integer> used(List<Op> ops) {
    return List.copyOf(new TreeSet<>(ops.stream().map(Op::process).toList()));
  }

  private static Op at(Op op, long time, int place) {
    return new Op(0, time, place, Op.Type.INVOKE, op.f(), op.key(), op.value(), op.extra());
  }
}
