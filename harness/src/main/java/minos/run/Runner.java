package minos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cluster.Cluster;
import minos.fault.Journal;
import minos.fault.Nemesis;
import minos.history.Op;
import minos.run.RunResult.Phase;
import minos.time.Attempt;
import minos.time.Time;

/**
 * One run on one loop: load under faults, then drain, heal, final reads. Every operation goes to a
 * sink as it happens; nothing of the history is kept here.
 */
public final class Runner {
  private static final long TICK_NANOS = 100_000_000;
  private static final int TICKS_PER_STATUS = 10;

  private final Plan plan;
  private final Time time;
  private final Cluster cluster;
  private final Consumer<Status> listener;
  private final Recorder recorder;
  private final Nemesis nemesis;
  private final Processes processes;
  private final Load load;
  private final NemesisProcess faults;
  private final ClockReadings clocks;
  private final List<RunResult.Span> phases = new ArrayList<>();
  private Optional<FinalReads> finalReads = Optional.empty();
  private Phase phase = Phase.LOAD;
  private long phaseBegan;
  private long ticks;
  private long endedASecondAgo;
  private long endedLastSecond;
  private Optional<String> leader = Optional.empty();
  private boolean askingForLeader;
  private volatile boolean stopAsked;

  /** One of which nothing is left when its process is killed. */
  public Runner(
      Plan plan, Cluster cluster, Time time, Consumer<Op> sink, Consumer<Status> listener) {
    this(plan, cluster, time, sink, Journal.NONE, listener);
  }

  /**
   * The run's time begins now.
   *
   * @param sink called on the loop for every line of the history, in order
   * @param journal told of every fault before it is injected
   * @param listener called on the loop about once a second
   */
  public Runner(
      Plan plan,
      Cluster cluster,
      Time time,
      Consumer<Op> sink,
      Journal journal,
      Consumer<Status> listener) {
    this.plan = plan;
    this.time = time;
    this.cluster = cluster;
    this.listener = listener;
    this.recorder = new Recorder(time, sink);
    this.nemesis = new Nemesis(cluster, time, recorder, journal, plan.seed());
    this.processes = new Processes(cluster, time, recorder, plan.concurrency(), plan.limits().op());
    this.load =
        plan.script()
            .<Load>map(script -> new Scripted(script.load(), processes, time, recorder))
            .orElseGet(
                () -> new Feeder(plan.load(), processes, time, recorder, (asked, said) -> {}));
    this.clocks = new ClockReadings(cluster, time, nemesis, recorder);
    this.faults = new NemesisProcess(nemesis, plan.faults(), time, recorder, plan.limits());
  }

  /**
   * Runs to the end on the calling thread, which is the loop's. Clients are closed and faults
   * healed when it returns, and also when it throws.
   *
   * @throws IllegalStateException if a client breaks its contract, or the sink does not take what
   *     it is given; what could not be healed is then among the suppressed exceptions
   */
  public RunResult run() {
    try (processes) {
      return runToEnd();
    } catch (RuntimeException | Error e) {
      nemesis.healNow().forEach(left -> e.addSuppressed(new IllegalStateException(left)));
      throw e;
    }
  }

  private RunResult runToEnd() {
    load.start();
    faults.start();
    tick();
    time.runUntil(() -> advance() == Phase.DONE);
    return result();
  }

  /**
   * Ends the load soon; heals and reads all the same, but quickly. From any thread, at any time.
   */
  public void stop() {
    stopAsked = true;
  }

  /** Asked after each task: the phases follow one another as soon as they can. */
  private Phase advance() {
    recorder.checkSound();
    switch (phase) {
      case LOAD -> {
        if (stopAsked || isLoadOver()) {
          load.stop();
          faults.stop();
          enter(Phase.DRAIN);
        }
      }
      case DRAIN -> {
        if (processes.open() == 0 && !faults.isBusy()) {
          enter(Phase.HEAL);
          cluster.clearUp();
          faults.heal();
        }
      }
      case HEAL -> {
        if (!faults.isBusy()) {
          enter(Phase.FINAL_READS);
          beginFinalReads();
        }
      }
      case FINAL_READS -> {
        if (finalReads.orElseThrow().isOver()) {
          enter(Phase.DONE);
        }
      }
      case DONE -> {}
    }
    return phase;
  }

  private boolean isLoadOver() {
    boolean faultsToCome = plan.script().isPresent() && !faults.isOver();
    return recorder.nanos() >= plan.time().toNanos()
        || (load.isEmpty() && processes.open() == 0 && !faultsToCome);
  }

  private void beginFinalReads() {
    long limit = plan.limits().recovery().toNanos();
    FinalReads reads = new FinalReads(plan.finalReads(), processes, time, recorder, limit);
    finalReads = Optional.of(reads);
    reads.start();
  }

  private void enter(Phase next) {
    long now = recorder.nanos();
    phases.add(new RunResult.Span(phase, phaseBegan, now));
    phase = next;
    phaseBegan = now;
    tellStatus();
  }

  /** Keeps the loop awake, so that no phase waits for a task that does not come. */
  private void tick() {
    if (phase == Phase.DONE) {
      return;
    }
    if (stopAsked) {
      finalReads.ifPresent(reads -> reads.hurry(plan.limits().recoveryWhenStopped().toNanos()));
    }
    if (ticks++ % TICKS_PER_STATUS == 0) {
      endedLastSecond = recorder.ended() - endedASecondAgo;
      endedASecondAgo = recorder.ended();
      tellStatus();
      askForLeader();
      clocks.read();
    }
    time.after(TICK_NANOS, this::tick);
  }

  private void tellStatus() {
    listener.accept(
        new Status(
            phase,
            recorder.nanos(),
            recorder.counts(),
            endedLastSecond,
            nemesis.inForce(),
            leader));
  }

  private void askForLeader() {
    if (askingForLeader) {
      return;
    }
    askingForLeader = true;
    time.offload(
        cluster::leader,
        attempt -> {
          askingForLeader = false;
          leader =
              switch (attempt) {
                case Attempt.Succeeded<Optional<String>>(Optional<String> found) -> found;
                case Attempt.Failed<Optional<String>> failed -> Optional.empty();
              };
        });
  }

  private RunResult result() {
    return new RunResult(
        recorder.countsByF(),
        recorder.latenciesByF(),
        plan.kinds(),
        nemesis.records(),
        cluster.deaths(),
        List.copyOf(phases),
        finalReads.orElseThrow().result(),
        cluster.takeover().toNanos(),
        stopAsked);
  }
}
