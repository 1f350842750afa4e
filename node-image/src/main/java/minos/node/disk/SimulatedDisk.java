package minos.node.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A node's disk in memory, whose forces take virtual time: after {@link #beginSlowForces} a force
 * returns at once, and holds only once {@link #finishForces} was called, or another was begun. A
 * process that dies in between leaves what it wrote to the operating system; a machine that loses
 * its power does not.
 */
public final class SimulatedDisk extends FilterDisk {
  private final VolatileDisk cache;
  private final SabotagedDisk disk;
  private Optional<Work> asked = Optional.empty();
  private boolean slow;

  /** Something on the disk, such as a force of a file or of the names. */
  public interface Work {
    void run() throws IOException;
  }

  /** One that nobody tells to crash its process. */
  public SimulatedDisk() {
    this(point -> {
      throw new IllegalStateException("nobody can crash at " + point.label());
    });
  }

  /**
   * @param crash ends the process, by throwing something that is no IOException
   */
  public SimulatedDisk(Consumer<CrashPoint> crash) {
    this(new VolatileDisk(new MemoryDisk()), crash);
  }

  private SimulatedDisk(VolatileDisk cache, Consumer<CrashPoint> crash) {
    this(cache, new SabotagedDisk(cache, "volatile", crash, nanos -> {}));
  }

  private SimulatedDisk(VolatileDisk cache, SabotagedDisk disk) {
    super(disk);
    this.cache = cache;
    this.disk = disk;
  }

  /**
   * For a process that boots: its forces hold when they return, nothing is under way, and orders to
   * the one before died with it.
   */
  public void beginQuickForces() {
    slow = false;
    asked = Optional.empty();
    SabotagedDisk.Report ignored = disk.obey("none");
  }

  /** See {@link SabotagedDisk#obey}. */
  public SabotagedDisk.Report obey(String order) {
    return disk.obey(order);
  }

  /** How much longer a force takes than it would, by such an order. */
  public long slowNanos() {
    return disk.slowNanos();
  }

  /** The files themselves, as the operating system has them; for a disk that rots. */
  public Disk files() {
    return cache;
  }

  public void beginSlowForces() {
    slow = true;
  }

  /** Does something whose forces hold at once: their time has passed already. */
  public void quickly(Work work) throws IOException {
    boolean before = slow;
    slow = false;
    work.run();
    slow = before;
  }

  /** From now on there is room for so many bytes in all files together. */
  public void limitTo(long bytes) {
    disk.limitTo(bytes);
  }

  public void finishForces() throws IOException {
    if (asked.isPresent()) {
      asked.get().run();
      asked = Optional.empty();
    }
  }

  /** The machine loses its power: see {@link VolatileDisk#crash}. */
  public void losePower(RandomGenerator random) {
    try {
      cache.crash(random);
    } catch (IOException e) {
      throw new UncheckedIOException("a disk in memory failed", e);
    }
  }

  private void ask(Work force) throws IOException {
    finishForces(); // no force holds before one that was asked for earlier
    if (slow) {
      asked = Optional.of(force);
    } else {
      force.run();
    }
  }

  @Override
  public void forceNames() throws IOException {
    ask(super::forceNames);
  }

  @Override
  File filtered(String name, File file) {
    return new SlowFile(name, file);
  }

  private final class SlowFile extends FilterFile {
    private final String name;

    SlowFile(String name, File file) {
      super(file);
      this.name = name;
    }

    @Override
    public void force() throws IOException {
      if (slow) {
        disk.beginForce(name);
      }
      ask(super::force);
    }
  }
}
