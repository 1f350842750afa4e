package minos.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.NodeClock;
import minos.cluster.Resources;
import minos.cluster.Saboteur;
import minos.cluster.StoredFiles;
import org.jspecify.annotations.Nullable;

/** A simulated machine: a disk, a log, and a process that comes and goes. */
final class SimNode<P extends SimProgram, S extends SimStorage> implements Node {
  private final String name;
  private final int place;
  private final SimSystem<P, S> system;
  private final SimProcess.World world;
  private final RandomGenerator random;
  private final S storage;
  private final SimLog log;
  private final SimMachine machine;

  private @Nullable SimProcess process;
  private @Nullable P program;
  private int lives;
  private final List<String> deaths = new ArrayList<>();
  private OptionalLong firstDeath = OptionalLong.empty();
  private boolean mayEnd;

  SimNode(
      String name,
      int place,
      SimSystem<P, S> system,
      SimProcess.World world,
      RandomGenerator random) {
    this.name = name;
    this.place = place;
    this.system = system;
    this.world = world;
    this.random = random;
    this.storage = system.format(name);
    this.log = new SimLog(world.settings().logLines());
    this.machine = new SimMachine(world.time());
  }

  @Override
  public String name() {
    return name;
  }

  SimLog log() {
    return log;
  }

  /** When and of what its program died, without having been killed. */
  List<String> deaths() {
    return List.copyOf(deaths);
  }

  /** When the first of those was. */
  OptionalLong firstDeath() {
    return firstDeath;
  }

  /** The program, if its process runs and is not paused: whom one could ask. */
  Optional<P> answering() {
    return state() == State.RUNNING ? Optional.ofNullable(program) : Optional.empty();
  }

  @Override
  public State state() {
    return process == null ? State.GONE : process.state();
  }

  @Override
  public void start() throws FaultNotInjected {
    if (process == null) {
      lives++;
      say("starts, life " + lives);
      SimProcess booting =
          new SimProcess(
              new SimProcess.Identity(name, place, lives, log, machine), world, this::diedBecause);
      process = booting;
      try {
        P booted = system.boot(booting, storage);
        booting.runs(booted);
        program = booted;
        world.network().join(booting);
      } catch (RuntimeException e) {
        diedBecause(e);
        throw new FaultNotInjected(name + " died as it started: " + e, e);
      }
    }
  }

  /** A power loss or a mere end of the process, as chance will have it: see {@link SimSettings}. */
  @Override
  public void kill() {
    if (process != null) {
      kill(process, world.grid().failsNow());
    }
  }

  private void kill(SimProcess killed, boolean losesPower) {
    say(losesPower ? "killed; what was not forced is lost" : "killed; its writes are kept");
    end(killed);
    if (losesPower) {
      storage.losePower(random);
    }
  }

  @Override
  public void losePower() {
    if (process != null) {
      kill(process, true);
    }
  }

  /** Nothing is handed over: only what was written stays, whatever became of it. */
  @Override
  public void stop() {
    if (process != null) {
      say("stopped");
      end(process);
    }
  }

  @Override
  public NodeClock clock() {
    return machine.clock();
  }

  @Override
  public Resources resources() {
    return machine;
  }

  @Override
  public Saboteur saboteur() throws FaultNotInjected {
    return storage
        .saboteur()
        .orElseThrow(() -> new FaultNotInjected(name + " obeys no orders to hurt itself"));
  }

  @Override
  public StoredFiles files() throws FaultNotInjected {
    if (process != null) {
      throw new FaultNotInjected(name + " runs, so that its files cannot be changed");
    }
    return storage.files().orElseThrow(() -> new FaultNotInjected(name + " has no files"));
  }

  @Override
  public void mayEnd(boolean may) {
    mayEnd = may;
  }

  @Override
  public String lastWords() {
    List<String> text = log.text();
    return text.isEmpty() ? "" : text.getLast().strip();
  }

  @Override
  public void pause() throws FaultNotInjected {
    if (process == null) {
      throw new FaultNotInjected(name + " is not running, so that it cannot be paused");
    }
    say("paused");
    process.pause();
  }

  @Override
  public void resume() {
    if (process != null && process.state() == State.PAUSED) {
      say("resumed");
      process.resume();
    }
  }

  /** Ends the process with the cluster; no fault. */
  void endWithCluster() {
    if (process != null) {
      end(process);
    }
  }

  /** What the program throws ends its process, as it would a real one; the disk keeps all. */
  private void diedBecause(RuntimeException cause) {
    SimProcess dead = process;
    if (cause instanceof SimHalted && dead != null) {
      kill(dead, world.grid().failsNow());
      say(String.valueOf(cause.getMessage()));
      return;
    }
    say("died: " + cause);
    if (!mayEnd) {
      firstDeath = deaths.isEmpty() ? OptionalLong.of(world.time().nanos()) : firstDeath;
      deaths.add("%s died at %.1f s: %s".formatted(name, world.time().nanos() / 1e9, cause));
      for (StackTraceElement frame : cause.getStackTrace()) {
        say("  at " + frame);
      }
    }
    if (dead != null) {
      end(dead);
    }
  }

  private void end(SimProcess ending) {
    ending.end();
    process = null;
    program = null;
    world.network().leave(ending);
  }

  private void say(String text) {
    log.add(world.time().nanos(), "-- " + name + " " + text);
  }
}
