package minos.node.disk;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk with a write cache that a power failure empties: what was not forced is kept in this
 * process's memory, and reaches the disk below only at {@link Disk.File#force}. So {@code kill -9}
 * becomes a power failure, which it is not on a real file system, where the kernel keeps the pages.
 */
public final class VolatileDisk implements Disk {
  /** What a drive writes whole or not at all. */
  static final int SECTOR_BYTES = 512;

  private final Disk below;
  private final Map<String, CachedFile> open = new TreeMap<>();

  /**
   * @param below holds what was forced; a {@link MemoryDisk} in the simulation
   */
  public VolatileDisk(Disk below) {
    this.below = below;
  }

  @Override
  public File open(String name) throws IOException {
    CachedFile known = open.get(name);
    if (known != null) {
      return known;
    }
    CachedFile file = new CachedFile(below.open(name));
    open.put(name, file);
    return file;
  }

  /**
   * The power fails. Of what was not forced, the disk keeps nothing, which is as likely as all the
   * rest; or the oldest writes, or these and a part of the next, or any sectors at all: as {@code
   * random} has it. Files opened before are dead; open them again.
   */
  public void crash(RandomGenerator random) throws IOException {
    for (CachedFile file : open.values()) {
      file.crash(random);
    }
    open.clear();
  }

  /**
   * One unforced operation.
   *
   * @param bytes to write at {@code position}; when there are none, the file ends at {@code
   *     position}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Change(long position, byte[] bytes) {
    boolean isCut() {
      return bytes.length == 0;
    }

    void applyTo(File file) throws IOException {
      if (isCut()) {
        file.truncate(position);
      } else {
        file.write(position, bytes);
      }
    }

    /** The same write, cut at the borders of the sectors. */
    List<Change> sectors() {
      List<Change> pieces = new ArrayList<>();
      int from = 0;
      while (from < bytes.length) {
        long border = (position + from) / SECTOR_BYTES * SECTOR_BYTES + SECTOR_BYTES;
        int to = (int) Math.min(bytes.length, border - position);
        pieces.add(new Change(position + from, Arrays.copyOfRange(bytes, from, to)));
        from = to;
      }
      return pieces;
    }
  }

  private static final class CachedFile implements File {
    private final File below;
    private final List<Change> unforced = new ArrayList<>();
    private long size;
    private boolean dead;

    CachedFile(File below) throws IOException {
      this.below = below;
      this.size = below.size();
    }

    @Override
    public long size() throws IOException {
      alive();
      return size;
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      alive();
      if (position < 0 || position + length > size) {
        throw new EOFException("no " + length + " bytes at offset " + position);
      }
      byte[] result = new byte[length];
      int stored = Math.clamp(below.size() - position, 0, length);
      if (stored > 0) {
        System.arraycopy(below.read(position, stored), 0, result, 0, stored);
      }
      for (Change change : unforced) {
        long from = Math.max(position, change.position);
        long to = Math.min(position + length, change.position + change.bytes.length);
        if (change.isCut() && from < position + length) {
          Arrays.fill(result, (int) (from - position), length, (byte) 0);
        } else if (from < to) {
          int source = (int) (from - change.position);
          System.arraycopy(
              change.bytes, source, result, (int) (from - position), (int) (to - from));
        }
      }
      return result;
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
      alive();
      if (bytes.length > 0) {
        unforced.add(new Change(position, bytes.clone()));
        size = Math.max(size, position + bytes.length);
      }
    }

    @Override
    public void truncate(long newSize) throws IOException {
      alive();
      if (newSize < size) {
        unforced.add(new Change(newSize, new byte[0]));
        size = newSize;
      }
    }

    @Override
    public void force() throws IOException {
      alive();
      dead = true; // stays so when a write or the force below fails: a failure is final
      for (Change change : unforced) {
        change.applyTo(below);
      }
      unforced.clear();
      below.force();
      dead = false;
    }

    @Override
    public void close() throws IOException {
      // Closing is no force: what is in the cache stays there, and can still be lost.
    }

    void crash(RandomGenerator random) throws IOException {
      if (random.nextBoolean()) {
        unforced.clear(); // nothing had left the memory of the machine
      }
      boolean anySectors = random.nextInt(3) == 0;
      int whole = random.nextInt(unforced.size() + 1);
      for (int i = 0; i < unforced.size(); i++) {
        Change change = unforced.get(i);
        if (i < whole && !anySectors) {
          change.applyTo(below);
        } else if (anySectors || i == whole) {
          tear(change, random);
        }
      }
      unforced.clear();
      below.force();
      below.close();
      dead = true;
    }

    private void tear(Change change, RandomGenerator random) throws IOException {
      if (change.isCut()) {
        if (random.nextBoolean()) {
          change.applyTo(below);
        }
        return;
      }
      for (Change sector : change.sectors()) {
        if (random.nextBoolean()) {
          sector.applyTo(below);
        }
      }
    }

    private void alive() throws IOException {
      if (dead) {
        throw new IOException("the power failed, or an earlier force did");
      }
    }
  }
}
