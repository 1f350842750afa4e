package minos.node.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A file of a {@link VolatileDisk}: what was not forced is in memory only. */
final class CachedFile implements Disk.File {
  /** Empty while the file's name is not durable: then neither is what was forced into it. */
  private Optional<Disk.File> below = Optional.empty();

  private final List<Change> unforced = new ArrayList<>();

  /** How many of the changes will be below as soon as the name is. */
  private int awaitingName;

  private final Optional<SplittableRandom> tearing;
  private long size;
  private boolean dead;
  private boolean removed;

  /**
   * @param tearing says which sectors are written below at once, if any are
   */
  CachedFile(Optional<SplittableRandom> tearing) {
    this.tearing = tearing;
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

    void applyTo(Disk.File file) throws IOException {
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
        int sector = VolatileDisk.SECTOR_BYTES;
        long border = (position + from) / sector * sector + sector;
        int to = (int) Math.min(bytes.length, border - position);
        pieces.add(new Change(position + from, Arrays.copyOfRange(bytes, from, to)));
        from = to;
      }
      return pieces;
    }
  }

  /** The file's name has become durable: from now on this file below holds what is forced. */
  void standOn(Disk.File file) throws IOException {
    below = Optional.of(file);
    if (unforced.isEmpty()) {
      size = file.size();
    }
    if (awaitingName > 0) {
      forceFirst(file, awaitingName);
      awaitingName = 0;
    }
  }

  /** The file is removed: what was not forced into it never will be. */
  void abandon() throws IOException {
    dead = true;
    removed = true;
    if (below.isPresent()) {
      below.get().close();
    }
  }

  private void forceFirst(Disk.File file, int count) throws IOException {
    if (tearing.isPresent()) {
      file.force(); // who is killed while this takes its time leaves torn writes behind
    }
    for (Change change : unforced.subList(0, count)) {
      change.applyTo(file);
    }
    unforced.subList(0, count).clear();
    file.force();
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
    if (below.isPresent()) {
      int stored = Math.clamp(below.get().size() - position, 0, length);
      if (stored > 0) {
        System.arraycopy(below.get().read(position, stored), 0, result, 0, stored);
      }
    }
    for (Change change : unforced) {
      long from = Math.max(position, change.position);
      long to = Math.min(position + length, change.position + change.bytes.length);
      if (change.isCut() && from < position + length) {
        Arrays.fill(result, (int) (from - position), length, (byte) 0);
      } else if (from < to) {
        int source = (int) (from - change.position);
        System.arraycopy(change.bytes, source, result, (int) (from - position), (int) (to - from));
      }
    }
    return result;
  }

  @Override
  public void write(long position, ByteBuffer bytes) throws IOException {
    alive();
    if (bytes.hasRemaining()) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      Change change = new Change(position, copy);
      unforced.add(change);
      if (tearing.isPresent() && below.isPresent()) {
        tear(below.get(), change, tearing.get());
      }
      size = Math.max(size, position + copy.length);
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
    if (removed) {
      return; // by another thread meanwhile; nobody can find what would be lost
    }
    alive();
    if (below.isEmpty()) {
      awaitingName = unforced.size();
      return;
    }
    dead = true; // stays so when a write or the force below fails: a failure is final
    forceFirst(below.get(), unforced.size());
    dead = false;
  }

  @Override
  public void close() throws IOException {
    // Closing is no force: what is in the cache stays there, and can still be lost.
  }

  /** See {@link VolatileDisk#crash}. */
  void crash(RandomGenerator random) throws IOException {
    dead = true;
    if (below.isPresent()) {
      tearAll(below.get(), random);
      below.get().force();
      below.get().close();
    }
  }

  private void tearAll(Disk.File file, RandomGenerator random) throws IOException {
    if (random.nextBoolean()) {
      unforced.clear(); // nothing had left the memory of the machine
    }
    boolean anySectors = random.nextInt(3) == 0;
    int whole = random.nextInt(unforced.size() + 1);
    for (int i = 0; i < unforced.size(); i++) {
      Change change = unforced.get(i);
      if (i < whole && !anySectors) {
        change.applyTo(file);
      } else if (anySectors || i == whole) {
        tear(file, change, random);
      }
    }
    unforced.clear();
  }

  private static void tear(Disk.File file, Change change, RandomGenerator random)
      throws IOException {
    if (change.isCut()) {
      if (random.nextBoolean()) {
        change.applyTo(file);
      }
      return;
    }
    for (Change sector : change.sectors()) {
      if (random.nextBoolean()) {
        sector.applyTo(file);
      }
    }
  }

  private void alive() throws IOException {
    if (dead) {
      throw new IOException("the power failed, or an earlier force did");
    }
  }
}
