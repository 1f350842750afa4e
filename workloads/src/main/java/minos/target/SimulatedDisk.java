package minos.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import minos.node.disk.Disk;
import minos.node.disk.MemoryDisk;
import minos.node.disk.VolatileDisk;
import minos.sim.SimStorage;

/**
 * A node's disk in memory, whose forces take virtual time: after {@link #beginSlowForces} a force
 * returns at once, and holds only once {@link #finishForces} was called. A process that dies in
 * between leaves what it wrote to the operating system; a machine that loses its power does not.
 */
final class SimulatedDisk implements Disk, SimStorage {
  private final VolatileDisk disk = new VolatileDisk(new MemoryDisk());
  private final List<File> asked = new ArrayList<>();
  private boolean slow;

  /** For a process that boots: its forces hold when they return, and nothing is under way. */
  void beginQuickForces() {
    slow = false;
    asked.clear();
  }

  void beginSlowForces() {
    slow = true;
  }

  void finishForces() throws IOException {
    for (File file : asked) {
      file.force();
    }
    asked.clear();
  }

  @Override
  public File open(String name) throws IOException {
    return new SlowFile(disk.open(name));
  }

  @Override
  public void losePower(RandomGenerator random) {
    try {
      disk.crash(random);
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
      if (slow) {
        asked.add(file);
      } else {
        file.force();
      }
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
    public void write(long position, byte[] bytes) throws IOException {
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
