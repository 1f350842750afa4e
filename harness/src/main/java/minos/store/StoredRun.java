package minos.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import minos.check.Checker;
import minos.check.Limits;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.check.online.Monitor;
import minos.check.online.Violation;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.FaultRecord;
import minos.fault.Journal;
import minos.generate.Seed;
import minos.history.History;
import minos.history.HistoryTooLong;
import minos.history.Op;
import minos.run.Honesty;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Test;
import minos.run.Workload;
import minos.time.RealTime;
import minos.time.Time;
import minos.time.VirtualTime;
import minos.time.WallClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One test from its folder to its verdict, in either world. Whatever breaks on the way: the cluster
 * is removed, the history is kept and judged as far as it goes, and no verdict is better than what
 * was seen.
 */
public final class StoredRun {
  /** The part of a verdict that the run says of itself. */
  public static final String RUN = "run";

  /** The recorded history is judged anyway: nobody shall wait long for the judge of the run. */
  private static final Duration LIVE_REST = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(StoredRun.class);

  private final Request request;
  private final RunListener listener;
  private final Judge judge;
  private final AtomicReference<Optional<Cluster>> running =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Runner>> runner = new AtomicReference<>(Optional.empty());
  private volatile boolean stopAsked;
  private volatile boolean judging;

  /**
   * What to run, and where its results go.
   *
   * @param keep leave the cluster up
   * @param failFast end the load at the first thing that contradicts
   * @param limits of the judging
   */
  public record Request(
      Test test,
      Workload workload,
      SystemUnderTest system,
      Path results,
      Instant started,
      boolean keep,
      boolean failFast,
      Limits limits) {}

  /**
   * What came of it.
   *
   * @param history empty if it does not fit in memory
   * @param faults empty if the run broke off
   */
  public record Outcome(
      RunFolder folder,
      RunInfo info,
      History history,
      Verdict verdict,
      List<FaultRecord> faults,
      long checkNanos) {}

  /** What is known when the load is over and the cluster gone. */
  private record Ended(
      RunInfo info, Verdict ofItself, List<FaultRecord> faults, Optional<LiveJudge> live) {}

  public StoredRun(Request request, RunListener listener) {
    this.request = request;
    this.listener = listener;
    this.judge = new Judge(request.limits());
  }

  /**
   * Runs to the verdict, on the calling thread.
   *
   * @throws ClusterFailed if there never was a cluster; the folder says so too
   * @throws StoreFailed if the folder cannot be written; what is there stays
   */
  public Outcome execute() throws StoreFailed, ClusterFailed {
    Test test = request.test();
    RunFolder folder = RunFolder.create(request.results(), test.name(), request.started());
    RunInfo info =
        new RunInfo(test, request.failFast(), request.started(), Versions.current(), Map.of());
    folder.write("run.json", info.toJson(folder.path().toString()));
    try (RunLog log = new RunLog(folder)) {
      log.note(info.again(folder.path().toString()));
      try (HistorySink sink = new HistorySink(folder)) {
        return judged(folder, run(folder, info, sink));
      }
    } catch (ClusterFailed e) {
      Verdict verdict = Verdict.unknown(RUN, "There was no cluster: " + e.getMessage() + ".");
      folder.write("verdict.json", VerdictJson.of(verdict, 0));
      throw e;
    }
  }

  /**
   * Ends the load soon, or as soon as it begins; what was seen is judged all the same. Asked while
   * judging, ends that. From any thread.
   */
  public void stop() {
    stopAsked = true;
    Optional<Runner> active = runner.get();
    if (active.isPresent()) {
      active.get().stop();
    } else if (judging) {
      judge.giveUp();
    }
  }

  /** Removes the cluster at once, for a program that is about to end. From any thread. */
  public void abandon() {
    running.get().ifPresent(Cluster::close);
  }

  private Ended run(RunFolder folder, RunInfo info, HistorySink sink)
      throws ClusterFailed, StoreFailed {
    Time time =
        switch (request.test().world()) {
          case SIM -> new VirtualTime();
          case DOCKER, PROCESS -> new RealTime();
        };
    try (Journal journal = journal(folder);
        Cluster cluster = started(folder, time)) {
      running.set(Optional.of(cluster));
      RunInfo full = info.withCluster(cluster.description());
      folder.write("run.json", full.toJson(folder.path().toString()));
      Ended ended = underLoad(cluster, time, full, sink, journal);
      if (request.keep()) {
        cluster.howToReach().forEach(listener::notice);
      }
      // Where the history could not be written there is no room for anything else either.
      sink.verify();
      folder.write("run.json", ended.info().toJson(folder.path().toString()));
      collectLogs(cluster, folder);
      listener.phase(request.keep() ? "leaving the cluster up" : "removing the cluster");
      return ended;
    }
  }

  /** In real time also when the run's time begins, by which the nodes' events are joined to it. */
  private RunInfo beginningNow(RunInfo info) {
    if (request.test().world() == World.SIM) {
      return info;
    }
    Map<String, String> description = new TreeMap<>(info.cluster());
    description.put(NodeEvents.BEGAN, WallClock.system().now().toString());
    return info.withCluster(description);
  }

  private Cluster started(RunFolder folder, Time time) throws ClusterFailed {
    Test test = request.test();
    World world = test.world();
    clearUp(world);
    listener.phase("starting " + test.nodes() + " nodes of " + test.system());
    String run = name(folder);
    return request
        .system()
        .start(
            world,
            new SystemUnderTest.Setup(
                run,
                test.nodeNames(),
                test.seed(),
                test.flaws(),
                test.image(),
                request.keep(),
                Plan.needs(test, request.system().lacks(world)),
                test.swarm(),
                false,
                test.program(),
                test.workload(),
                test.latency()),
            time);
  }

  /** Of a simulated run nothing is left when its process is killed. */
  private Journal journal(RunFolder folder) throws StoreFailed {
    return switch (request.test().world()) {
      case SIM, PROCESS -> Journal.NONE;
      case DOCKER -> FaultJournal.begin(folder, name(folder), request.keep());
    };
  }

  private String name(RunFolder folder) {
    return request.test().name() + "-" + folder.path().getFileName();
  }

  /** What killed runs left is healed and removed, or the user is told what stays. */
  private void clearUp(World world) {
    if (world == World.SIM) {
      return;
    }
    try {
      Aftermath.in(request.results())
          .cure(broken -> request.system().removeLeftovers(world, broken))
          .forEach(this::warn);
    } catch (ClusterFailed | StoreFailed e) {
      warn(String.valueOf(e.getMessage()));
    }
  }

  private Ended underLoad(
      Cluster cluster, Time time, RunInfo info, HistorySink sink, Journal journal) {
    Optional<LiveJudge> live = liveJudge();
    try {
      Consumer<Op> taker = live.<Consumer<Op>>map(sink::andThen).orElse(sink);
      Plan plan =
          Plan.of(
              request.test(), request.workload(), request.system().lacks(request.test().world()));
      RunInfo begun = beginningNow(info);
      Runner active =
          new Runner(
              plan,
              cluster,
              time,
              taker,
              journal,
              status -> {
                live.ifPresent(judge -> listener.judged(judge.progress()));
                listener.status(status);
              });
      runner.set(Optional.of(active));
      if (stopAsked) {
        active.stop();
      }
      listener.phase("running");
      RunResult result = active.run();
      live.ifPresent(LiveJudge::close);
      return new Ended(begun, stopped(Honesty.of(result), live), result.faults(), live);
    } catch (RuntimeException e) {
      LOG.error("the run broke off", e);
      live.ifPresent(LiveJudge::close);
      Verdict broken = Verdict.unknown(RUN, "The run broke off: " + e.getMessage() + ".");
      return new Ended(info, broken, List.of(), live);
    } finally {
      runner.set(Optional.empty());
    }
  }

  /** Empty if the workload asks for more than linearizability. */
  private Optional<LiveJudge> liveJudge() {
    if (!(request.workload().checker(options(request.test())) instanceof Linearizability linear)) {
      if (request.failFast()) {
        warn("what this workload asks for cannot be judged while it runs: it goes on to its end");
      }
      return Optional.empty();
    }
    boolean atOnce = request.test().world() == World.SIM;
    return Optional.of(
        new LiveJudge(Monitor.ofRun(linear.model()), atOnce, LIVE_REST, this::onViolation));
  }

  private void onViolation(Violation found) {
    LOG.info("{}", found.sentence());
    if (request.failFast()) {
      listener.notice("stopping at " + found.seen() + ": " + found.sentence());
      runner.get().ifPresent(Runner::stop);
    }
  }

  private Verdict stopped(Verdict ofItself, Optional<LiveJudge> live) {
    Optional<String> why =
        live.flatMap(LiveJudge::violation)
            .filter(found -> request.failFast())
            .map(
                found -> "The run was stopped at %s. %s".formatted(found.seen(), found.sentence()));
    return why.map(reason ->
            new Verdict(
                ofItself.validity().and(Validity.UNKNOWN),
                RUN,
                Stream.concat(Stream.of(reason), ofItself.reasons().stream()).toList(),
                ofItself.parts()))
        .orElse(ofItself);
  }

  private void collectLogs(Cluster cluster, RunFolder folder) {
    try {
      Files.createDirectories(folder.nodes());
      cluster.collectLogs(folder.nodes());
    } catch (IOException | RuntimeException e) {
      warn("the nodes' logs could not be collected: " + e.getMessage());
    }
  }

  private Outcome judged(RunFolder folder, Ended ended) throws StoreFailed {
    folder.write("faults.json", FaultsJson.of(ended.faults()));
    listener.phase("judging");
    judging = true;
    Judge.Judgement judgement = judgement(folder, ended.live());
    Verdict verdict = whole(judgement.verdict(), ended.ofItself());
    folder.write("verdict.json", VerdictJson.of(verdict, judgement.nanos()));
    LOG.info("{} {}", verdict.validity(), verdict.reasons());
    return new Outcome(
        folder, ended.info(), judgement.history(), verdict, ended.faults(), judgement.nanos());
  }

  /** Of a history that does not fit in memory: what was said while it happened. */
  private Judge.Judgement judgement(RunFolder folder, Optional<LiveJudge> live) throws StoreFailed {
    Checker checker = request.workload().checker(options(request.test()));
    try {
      Judge.Judgement recorded = judge.judge(folder, checker);
      return live.map(one -> recorded.saying(one.beside(recorded.verdict()))).orElse(recorded);
    } catch (HistoryTooLong e) {
      String why = "No operation is shown: " + e.getMessage() + ".";
      Verdict verdict =
          live.map(one -> one.instead(List.of(why)))
              .orElseGet(() -> Verdict.unknown(checker.name(), "Nothing was judged. " + why));
      return new Judge.Judgement(new History(List.of()), verdict, 0, List.of());
    }
  }

  /** What was seen, and whether it may be believed: invalid stays invalid, valid needs both. */
  public static Verdict whole(Verdict ofHistory, Verdict ofRun) {
    return new Verdict(
        ofHistory.validity().and(ofRun.validity()),
        ofHistory.checker(),
        Stream.concat(ofHistory.reasons().stream(), ofRun.reasons().stream()).toList(),
        List.of(ofHistory, ofRun));
  }

  /** What a workload was given, and is given again when its history is judged again. */
  public static Workload.Options options(Test test) {
    return new Workload.Options(
        test.keys(), test.concurrency(), new Seed(test.seed()).child("workload").state());
  }

  private void warn(String line) {
    LOG.warn("{}", line);
    listener.warning(line);
  }
}
