package minos.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import minos.node.StoredSnapshots;
import minos.node.disk.Disk;
import minos.node.disk.FaultyDisk;
import minos.node.disk.MemoryDisk;
import minos.node.disk.VolatileDisk;
import minos.sim.SimStorage;

/**
 * A node's disk in memory, whose forces take virtual time: after {@link #beginSlowForces} a force
 * returns at once, and holds only once {@link #finishForces} was called, or another was begun. A
 * process that dies in between leaves what it wrote to the operating system; a machine that loses
 * its power does not.
 */
final class SimulatedDisk implements Disk, SimStorage {
  private final VolatileDisk cache = new VolatileDisk(new MemoryDisk());
  private final FaultyDisk disk = new FaultyDisk(cache);
  private Optional<Force> asked = Optional.empty();
  private boolean slow;

  /** Of a file, or of the names. */
  private interface Force {
    void force() throws IOException;
  }

  /** For a process that boots: its forces hold when they return, and nothing is under way. */
  void beginQuickForces() {
    slow = false;
    asked = Optional.empty();
  }

  void beginSlowForces() {
    slow = true;
  }

  /** Does something whose forces hold at once: their time has passed already. */
  void quickly(StoredSnapshots.Step step) throws IOException {
    boolean before = slow;
    slow = false;
    step.run();
    slow = before;
  }

  /** From now on there is room for so many bytes in all files together. */
  void limitTo(long bytes) {
    disk.limitTo(bytes);
  }

  void finishForces() throws IOException {
    if (asked.isPresent()) {
      asked.get().force();
      asked = Optional.empty();
    }
  }

  private void ask(Force force) throws IOException {
    if (slow) {
      finishForces();
      asked = Optional.of(force);
    } else {
      force.force();
    }
  }

  @Override
  public File open(String name) throws IOException {
    return new SlowFile(disk.open(name));
  }

  @Override
  public SortedSet<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void forceNames() throws IOException {
    ask(disk::forceNames);
  }

  @Override
  public void losePower(RandomGenerator random) {
    try {
      cache.crash(random);
    } catch (IOException e) {
      throw new UncheckedIOException("a disk in memory failed", e);
    }
  }

  private final class SlowFile implements File {
    private final File file;

    SlowFile(File file) {
      this.file = file;
    }

    @Override
    public void force() throws IOException {
      ask(file::force);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      return file.read(position, length);
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      file.write(position, bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
