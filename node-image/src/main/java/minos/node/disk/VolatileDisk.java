package minos.node.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A disk with a write cache that a power failure empties: what was not forced, bytes and names
 * alike, is kept in this process's memory, and reaches the disk below only when it is. So {@code
 * kill -9} becomes a power failure, which it is not on a real file system, where the kernel keeps
 * the pages.
 */
public final class VolatileDisk implements Disk {
  /** What a drive writes whole or not at all. */
  static final int SECTOR_BYTES = 512;

  private final Disk below;
  private final Map<String, CachedFile> open = new TreeMap<>();
  private final List<CachedFile> ever = new ArrayList<>();

  /** Names change below in the order in which they changed here, as in a file system's journal. */
  private final List<NameChange> unforced = new ArrayList<>();

  /** Which sectors of what is written are below before they are forced, if any are. */
  private final Optional<SplittableRandom> tearing;

  /**
   * @param below holds what was forced; a {@link MemoryDisk} in the simulation
   */
  public VolatileDisk(Disk below) {
    this(below, Optional.empty());
  }

  private VolatileDisk(Disk below, Optional<SplittableRandom> tearing) {
    this.below = below;
    this.tearing = tearing;
  }

  /**
   * A disk that writes any sectors at any time: who is killed leaves writes behind that are torn.
   */
  public static VolatileDisk tearing(Disk below, SplittableRandom random) {
    return new VolatileDisk(below, Optional.of(random));
  }

  private sealed interface NameChange {
    record Made(String name, CachedFile file) implements NameChange {}

    record Removed(String name) implements NameChange {}

    record Renamed(String from, String to) implements NameChange {}
  }

  @Override
  public synchronized File open(String name) throws IOException {
    return cached(name);
  }

  private CachedFile cached(String name) throws IOException {
    CachedFile known = open.get(name);
    if (known != null) {
      return known;
    }
    CachedFile file = new CachedFile(tearing.map(SplittableRandom::split));
    if (names().contains(name)) {
      file.standOn(below.open(name));
    } else {
      unforced.add(new NameChange.Made(name, file));
    }
    open.put(name, file);
    ever.add(file);
    return file;
  }

  @Override
  public synchronized SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>(below.names());
    for (NameChange change : unforced) {
      switch (change) {
        case NameChange.Made(String name, CachedFile ignored) -> names.add(name);
        case NameChange.Removed(String name) -> names.remove(name);
        case NameChange.Renamed(String from, String to) -> {
          names.remove(from);
          names.add(to);
        }
      }
    }
    return names;
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    if (names().contains(name)) {
      forget(name);
      unforced.add(new NameChange.Removed(name));
    }
  }

  private void forget(String name) throws IOException {
    CachedFile file = open.remove(name);
    if (file != null) {
      ever.remove(file);
      file.abandon();
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    if (!names().contains(from)) {
      throw new NoSuchFileException(from);
    }
    CachedFile file = cached(from); // while it can be found below by this name
    forget(to);
    open.remove(from);
    open.put(to, file);
    unforced.add(new NameChange.Renamed(from, to));
  }

  @Override
  public synchronized void forceNames() throws IOException {
    applyNames(unforced.size());
  }

  private void applyNames(int count) throws IOException {
    for (NameChange change : unforced.subList(0, count)) {
      switch (change) {
        case NameChange.Made(String name, CachedFile file) -> file.standOn(below.open(name));
        case NameChange.Removed(String name) -> below.delete(name);
        case NameChange.Renamed(String from, String to) -> below.rename(from, to);
      }
    }
    unforced.subList(0, count).clear();
    below.forceNames();
  }

  /**
   * The power fails. Of what was not forced, the disk keeps nothing, which is as likely as all the
   * rest; or the oldest writes, or these and a part of the next, or any sectors at all: as {@code
   * random} has it. Of the names, it keeps the oldest changes. Files opened before are dead; open
   * them again.
   */
  public synchronized void crash(RandomGenerator random) throws IOException {
    applyNames(unforced.isEmpty() ? 0 : random.nextInt(unforced.size() + 1));
    unforced.clear();
    for (CachedFile file : ever) {
      file.crash(random);
    }
    ever.clear();
    open.clear();
  }
}
