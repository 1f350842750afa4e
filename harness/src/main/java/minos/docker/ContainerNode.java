package minos.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Resources;
import minos.cluster.Saboteur;
import minos.cluster.StoredFiles;
import minos.time.Await;

/** One container as a node: the same container, address and volume through kill and start. */
final class ContainerNode implements Node {
  /** What has to be done as soon as a process runs. */
  interface AfterStart {
    void onStart(ContainerNode node) throws FaultNotInjected;
  }

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Engine engine;
  private final NodeShell shell;
  private final ContainerSpec.NodeSpec spec;
  private final String id;
  private final String address;
  private AfterStart afterStart = node -> {};
  private Optional<Saboteur> saboteur = Optional.empty();
  private Optional<LoopDisk> ownDisk = Optional.empty();
  private Optional<ContainerClock> clock = Optional.empty();
  private volatile long lastPid;
  private volatile boolean started;
  private volatile boolean mayEnd;

  /** What a kill leaves of it; not known until it was asked. */
  private volatile String disk = "";

  private final List<String> deaths = new CopyOnWriteArrayList<>();

  ContainerNode(
      Engine engine, NodeShell shell, ContainerSpec.NodeSpec spec, String id, String address) {
    this.engine = engine;
    this.shell = shell;
    this.spec = spec;
    this.id = id;
    this.address = address;
  }

  /**
   * @param afterStart told of every start, as soon as the process runs; set before the first one
   */
  void afterStart(AfterStart afterStart) {
    this.afterStart = afterStart;
  }

  /**
   * @param told takes orders, and tells of the inside; set before the node is hurt
   * @param time where its clocks can be set, what they should show
   */
  void controlledBy(NodeControl told, Optional<ContainerClock.TrueTime> time) {
    saboteur = Optional.of(told);
    clock = time.map(right -> new ContainerClock(this, told, right));
  }

  @Override
  public String name() {
    return spec.name();
  }

  String id() {
    return id;
  }

  String address() {
    return address;
  }

  ContainerSpec.NodeSpec spec() {
    return spec;
  }

  @Override
  public void kill() throws FaultNotInjected {
    noteDeath();
    started = false;
    signal("KILL");
    requireGone();
  }

  /** What was found down though nobody had killed it, with the last words of each. */
  List<String> deaths() throws FaultNotInjected {
    noteDeath();
    return List.copyOf(deaths);
  }

  private void noteDeath() throws FaultNotInjected {
    if (started && state() == State.GONE) {
      started = false;
      if (!mayEnd) {
        deaths.add(name() + " was found dead: " + lastWords());
      }
    }
  }

  @Override
  public void mayEnd(boolean may) {
    mayEnd = may;
  }

  @Override
  public void stop() throws FaultNotInjected {
    noteDeath();
    started = false;
    signal("TERM");
    // One that is paused hears of it only when it goes on.
    signalOthers("CONT");
    signal("CONT");
    requireGone();
  }

  /** A kill, where the disk, or the node itself, has kept nothing but what was forced. */
  @Override
  public void losePower() throws FaultNotInjected {
    if (ownDisk.isPresent()) {
      noteDeath();
      started = false; // it may end by itself as soon as nothing can be written
      ownDisk.get().shutDown();
      kill();
      return;
    }
    if (disk.isEmpty() && state() == State.RUNNING) {
      disk = saboteur().report().disk();
    }
    if (disk.isEmpty() || disk.equals("real")) {
      throw new FaultNotInjected(name() + " was started on a disk that a kill takes nothing from");
    }
    kill();
  }

  /** While it runs: one that is paused or down could not be asked later. */
  String learnDisk() throws FaultNotInjected {
    disk = saboteur().report().disk();
    return disk;
  }

  @Override
  public ContainerClock clock() throws FaultNotInjected {
    return clock.orElseThrow(
        () -> new FaultNotInjected(name() + " was started so that its clocks cannot be set"));
  }

  @Override
  public Saboteur saboteur() throws FaultNotInjected {
    return saboteur.orElseThrow(
        () -> new FaultNotInjected(name() + " obeys no orders to hurt itself"));
  }

  @Override
  public Resources resources() {
    return new Cgroup(engine, this);
  }

  @Override
  public StoredFiles files() throws FaultNotInjected {
    if (state() != State.GONE) {
      throw new FaultNotInjected(name() + " runs, so that its files cannot be changed");
    }
    try {
      return new VolumeFiles(volume(), spec.layout());
    } catch (RuntimeException e) {
      throw new FaultNotInjected(name() + ": its volume: " + Engine.reason(e), e);
    }
  }

  /** Where its data are on the engine's machine. */
  private Path volume() throws FaultNotInjected {
    List<InspectContainerResponse.Mount> volumes =
        engine.client().inspectContainerCmd(id).exec().getMounts();
    if (volumes == null || volumes.isEmpty()) {
      throw new FaultNotInjected(name() + " has no volume whose files could be changed");
    }
    return Path.of(String.valueOf(volumes.getFirst().getSource()));
  }

  /** Takes hold of the disk of its own, which it has since it was made. */
  void takeOwnDisk() throws FaultNotInjected {
    LoopDisk own = new LoopDisk(volume());
    ownDisk = Optional.of(own);
    saboteur = Optional.of(new DiskOrders(this, own));
  }

  /** Puts a file into the container, whether it runs or not. */
  void put(String folder, String file, String text) throws FaultNotInjected {
    try {
      SmallFile.put(engine, id, folder, file, text);
    } catch (IOException | RuntimeException e) {
      throw new FaultNotInjected(name() + ": " + folder + "/" + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void start() throws FaultNotInjected {
    if (state() != State.GONE) {
      return;
    }
    noteDeath();
    requireGone();
    try {
      engine.client().startContainerCmd(id).exec();
      started = true;
      afterStart.onStart(this);
    } catch (RuntimeException e) {
      throw new FaultNotInjected(name() + " does not start: " + Engine.reason(e), e);
    }
    if (state() == State.GONE) {
      throw new FaultNotInjected(name() + " was started and ended at once: " + lastWords());
    }
  }

  @Override
  public void pause() throws FaultNotInjected {
    if (state() == State.GONE) {
      throw new FaultNotInjected(name() + " is down and cannot be paused");
    }
    signal("STOP");
    // The engine signals the first process only, and that one cannot stop what it has started.
    signalOthers("STOP");
    require(State.PAUSED, "SIGSTOP");
  }

  @Override
  public void resume() throws FaultNotInjected {
    if (state() != State.PAUSED) {
      return;
    }
    signalOthers("CONT");
    signal("CONT");
    require(State.RUNNING, "SIGCONT");
  }

  @Override
  public State state() throws FaultNotInjected {
    long pid = pid();
    if (pid == 0) {
      return State.GONE;
    }
    List<Character> letters = NodeShell.isHere(id, pid) ? ProcessStates.of(pid) : lettersThere();
    if (letters.isEmpty()) {
      return State.GONE;
    }
    return letters.stream().allMatch(letter -> letter == 'T') ? State.PAUSED : State.RUNNING;
  }

  /** Starts a program in the container, which ends with it. */
  void launch(List<String> words) throws FaultNotInjected {
    try {
      shell.launch(id, words);
    } catch (RuntimeException e) {
      throw new FaultNotInjected(
          name() + ": " + words.getFirst() + " does not start: " + Engine.reason(e), e);
    }
  }

  HostCommand.Result run(String script) throws FaultNotInjected {
    return shell.run(id, pid(), script);
  }

  /** The first process in the engine's count; 0 when the container is down. */
  private long pid() throws FaultNotInjected {
    long known = lastPid;
    // The engine needs 5 ms to tell, and 100 on a busy machine; its process table needs none.
    if (!NodeShell.isHere(id, known)) {
      known = pidByEngine();
      lastPid = known;
    }
    return known;
  }

  private long pidByEngine() throws FaultNotInjected {
    try {
      ContainerState state = engine.client().inspectContainerCmd(id).exec().getState();
      Long pid = Boolean.TRUE.equals(state.getRunning()) ? state.getPidLong() : null;
      return pid == null ? 0 : pid;
    } catch (NotFoundException e) {
      return 0;
    } catch (RuntimeException e) {
      throw new FaultNotInjected(name() + ": the engine does not tell: " + Engine.reason(e), e);
    }
  }

  private List<Character> lettersThere() throws FaultNotInjected {
    try {
      String[][] rows =
          engine.client().topContainerCmd(id).withPsArgs("-eo pid,stat,args").exec().getProcesses();
      return Stream.of(rows)
          .filter(row -> !row[2].contains(ContainerRelay.PROCESS))
          .map(row -> row[1].charAt(0))
          .filter(letter -> letter != 'Z')
          .toList();
    } catch (ConflictException e) {
      return List.of();
    } catch (RuntimeException e) {
      throw new FaultNotInjected(name() + ": the engine does not tell: " + Engine.reason(e), e);
    }
  }

  private void signal(String signal) throws FaultNotInjected {
    try {
      engine.client().killContainerCmd(id).withSignal(signal).exec();
    } catch (ConflictException e) {
      // Down already: what must hold is asked for next.
    } catch (RuntimeException e) {
      throw new FaultNotInjected(name() + ": SIG" + signal + ": " + Engine.reason(e), e);
    }
  }

  private void signalOthers(String signal) throws FaultNotInjected {
    long pid = pid();
    if (NodeShell.isHere(id, pid)) {
      ProcessHandle.of(pid).stream()
          .flatMap(ProcessHandle::descendants)
          .forEach(process ->
              HostCommand.of(LIMIT, "kill", "-" + signal, Long.toString(process.pid())).run(""));
    }
  }

  /** The engine, too, must have seen it end, or it would not start it again. */
  private void requireGone() throws FaultNotInjected {
    require("down", () -> pidByEngine() == 0 && state() == State.GONE);
  }

  private void require(State wanted, String after) throws FaultNotInjected {
    require(wanted + " after " + after, () -> state() == wanted);
  }

  /** What has to come to hold. */
  private interface Condition {
    boolean holds() throws FaultNotInjected;
  }

  private void require(String wanted, Condition condition) throws FaultNotInjected {
    AtomicReference<FaultNotInjected> failure = new AtomicReference<>();
    boolean held =
        Await.until(
            LIMIT,
            () -> {
              try {
                return condition.holds();
              } catch (FaultNotInjected e) {
                failure.set(e);
                return true;
              }
            });
    FaultNotInjected failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    if (!held) {
      throw new FaultNotInjected(
          "%s is %s and not %s within %d s".formatted(name(), state(), wanted, LIMIT.toSeconds()));
    }
  }

  /** The end of its log, on one line. */
  @Override
  public String lastWords() {
    // Where a stack trace comes last, what it is about stands before it.
    String text =
        Logs.text(engine, id).replaceAll("\\n\\s+at [^\\n]*", "").strip().replaceAll("\\s+", " ");
    return text.isEmpty() ? "it printed nothing" : text.substring(Math.max(0, text.length() - 300));
  }
}
