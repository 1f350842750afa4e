package minos.sim;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import minos.cluster.Node;
import minos.link.CutInForce;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** One life of a program, from its boot to its end. All that the program does goes through here. */
final class SimProcess implements SimHost {
  private final Identity identity;
  private final World world;
  private final RandomGenerator random;
  private final long clockOrigin;
  private final Consumer<RuntimeException> failed;

  /** What came while the process was paused, in order. */
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  /** Who has reached this process, in the order of the first message: they hold connections. */
  private final Map<String, SimProcess> callers = new LinkedHashMap<>();

  private @Nullable SimProgram program;
  private Node.State state = Node.State.RUNNING;

  /**
   * @param failed told if the program throws; the process is still there then
   */
  SimProcess(Identity identity, World world, Consumer<RuntimeException> failed) {
    this.identity = identity;
    this.world = world;
    this.failed = failed;
    this.random = new SplittableRandom(identity.seed(world.seed));
    this.clockOrigin = random.nextLong(3_600_000_000_000L);
  }

  /** Gives the process its program; until then no message can reach it. */
  void runs(SimProgram booted) {
    program = booted;
  }

  int place() {
    return identity.place;
  }

  Node.State state() {
    return state;
  }

  Map<String, SimProcess> callers() {
    return callers;
  }

  void pause() {
    state = Node.State.PAUSED;
  }

  /** Goes on, and does at once what came meanwhile, in order, by the clock it now has. */
  void resume() {
    state = Node.State.RUNNING;
    while (state == Node.State.RUNNING && !waiting.isEmpty()) {
      run(waiting.remove());
    }
  }

  void end() {
    state = Node.State.GONE;
    waiting.clear();
  }

  void receive(SimProcess from, Object message) {
    callers.put(from.name(), from);
    Runnable task = () -> program().receive(from.name(), message);
    if (identity.machine.isSlow()) {
      identity.machine.work(() -> run(task));
    } else {
      run(task);
    }
  }

  void disconnected(String peer) {
    run(() -> program().disconnected(peer));
  }

  void unreachable(String peer) {
    run(() -> program().unreachable(peer));
  }

  private SimProgram program() {
    if (program == null) {
      throw new IllegalStateException(name() + " has no program yet");
    }
    return program;
  }

  private void run(Runnable task) {
    switch (state) {
      case RUNNING -> attempt(task);
      case PAUSED -> waiting.add(task);
      case GONE, LOST -> {}
    }
  }

  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  @Override
  public String name() {
    return identity.name;
  }

  @Override
  public long nanos() {
    return identity.machine.clock().monotonicNanos() + clockOrigin;
  }

  @Override
  public Time.Timer after(long delayNanos, Runnable task) {
    Alarm alarm = new Alarm(task);
    world.time.after(identity.machine.clock().really(delayNanos), alarm);
    return alarm;
  }

  @Override
  public void send(String to, Object message) {
    world.network.send(this, to, message);
  }

  @Override
  public long drawForceNanos() {
    return world.settings.force().draw(random);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void log(String line) {
    identity.log.add(world.time.nanos(), line);
  }

  @Override
  public void write(String file, String line) {
    identity.log.write(file, line);
    world.network.noted(name(), line);
  }

  @Override
  public long wallNanos() {
    return identity.machine.clock().wallNanos();
  }

  /** What all processes of a cluster share. */
  static final class World {
    private final Time time;
    private final SimNetwork network;
    private final PowerGrid grid;
    private final long seed;
    private SimSettings settings;

    World(Time time, SimNetwork network, SimSettings settings, PowerGrid grid, long seed) {
      this.time = time;
      this.network = network;
      this.settings = settings;
      this.grid = grid;
      this.seed = seed;
    }

    Time time() {
      return time;
    }

    SimNetwork network() {
      return network;
    }

    SimSettings settings() {
      return settings;
    }

    PowerGrid grid() {
      return grid;
    }

    /** From now on the world is so. */
    void become(SimSettings other) {
      settings = other;
      network.become(other);
    }
  }

  /**
   * Who a process is.
   *
   * @param place among the nodes, or {@link CutInForce#CLIENTS}
   * @param life counts the processes of this name from 1
   */
  record Identity(String name, int place, int life, SimLog log, SimMachine machine) {
    /** Depends on nothing but the cluster's seed, name and life: not on who else started when. */
    long seed(long seedOfCluster) {
      return mix(mix(seedOfCluster + name.hashCode()) + life);
    }

    private static long mix(long bits) {
      long once = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
      long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
      return twice ^ (twice >>> 33);
    }
  }

  /** A timer; cancelled, it does not even run if it was already waiting for the end of a pause. */
  private final class Alarm implements Time.Timer, Runnable {
    private final Runnable task;
    private boolean due;
    private boolean cancelled;

    Alarm(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (due) {
        if (!cancelled) {
          task.run();
        }
      } else if (!cancelled) {
        due = true;
        SimProcess.this.run(this);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
