package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.raft.StorageRules;

/**
 * The files of a log: segments in the order of their numbers, and a spare that is ready to be the
 * next. The spare is full of zeros, and forced: a force is quicker where the file's length does not
 * change, and a full disk is noticed before it matters.
 *
 * <p>{@link #prepare} may be called by another thread than the rest.
 */
final class Segments {
  static final String SPARE = "spare";
  static final String UNNAMED = "segment.new";
  static final String PREFIX = "log-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{10})");
  private static final int PIECE_BYTES = 256 << 10;

  /** The first segment is smaller by this factor, and each twice as long as the one before. */
  private static final int GROWTH = 16;

  private final Disk disk;
  private final int maxBytes;
  private final StorageRules rules;
  private final Consumer<String> notice;

  /** Bytes of the spare that is ready; 0 while there is none. */
  private long spareBytes;

  private long nextNumber = 1;
  private boolean full;

  /**
   * @param maxBytes of a segment, unless a single batch is larger
   */
  Segments(Disk disk, int maxBytes, StorageRules rules, Consumer<String> notice) {
    this.notice = notice;
    this.disk = disk;
    this.maxBytes = maxBytes;
    this.rules = rules;
  }

  static String name(long number) {
    return PREFIX + "%010d".formatted(number);
  }

  /** The names of all segments, by their numbers. */
  SortedMap<Long, String> list() throws IOException {
    SortedMap<Long, String> found = new TreeMap<>();
    for (String name : disk.names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        found.put(Long.parseLong(matcher.group(1)), name);
      }
    }
    return found;
  }

  /** How long a segment is before the next one begins. */
  long capacity(long number) {
    long first = Math.max(SegmentHeader.BYTES, maxBytes / GROWTH);
    return number > GROWTH ? maxBytes : Math.min(maxBytes, first << (number - 1));
  }

  /** The next segment to be made, and so the spare, gets this number. */
  synchronized void expect(long number) {
    nextNumber = number;
  }

  synchronized boolean isSpareReady() {
    return spareBytes > 0;
  }

  /**
   * Makes a spare where there is none, which takes a while.
   *
   * @param between runs between the pieces, so that the disk can serve others
   * @return why there is no room for it, if there is none
   * @throws IOException when a force fails; for good
   */
  Optional<String> prepare(Runnable between) throws IOException {
    if (isSpareReady()) {
      return Optional.empty();
    }
    long wanted = expectedCapacity();
    disk.delete(SPARE);
    Optional<String> refused = fill(wanted, between);
    if (refused.isPresent()) {
      disk.delete(SPARE);
    }
    disk.forceNames();
    settle(refused, wanted);
    return refused;
  }

  private synchronized void settle(Optional<String> refused, long wanted) {
    spareBytes = refused.isPresent() ? 0 : wanted;
    if (full != refused.isPresent()) {
      full = refused.isPresent();
      notice.accept(
          refused
              .map(why ->
                  SPARE
                      + ": no room for "
                      + wanted
                      + " bytes ("
                      + why
                      + "); a leader"
                      + " refuses writes until there is")
              .orElse(SPARE + ": there is room again"));
    }
  }

  /** Whether there was no room for the next segment when last it was tried. */
  synchronized boolean isFull() {
    return full;
  }

  private synchronized long expectedCapacity() {
    return capacity(nextNumber);
  }

  private Optional<String> fill(long wanted, Runnable between) throws IOException {
    try (Disk.File spare = disk.open(SPARE)) {
      for (long at = 0; at < wanted; at += PIECE_BYTES) {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, wanted - at));
        try {
          spare.write(at, zeros);
        } catch (IOException e) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
        spare.force();
        between.run();
      }
    }
    return Optional.empty();
  }

  /**
   * Makes the next segment; it and its name are durable when this returns. Without a spare it has
   * its header only, and grows.
   */
  synchronized Disk.File make(SegmentHeader header) throws IOException {
    String unnamed = isSpareReady() ? SPARE : UNNAMED;
    if (!isSpareReady()) {
      disk.delete(UNNAMED);
    }
    try (Disk.File file = disk.open(unnamed)) {
      file.write(0, header.of(spareBytes).encode());
      file.force();
    }
    spareBytes = 0;
    nextNumber = header.number() + 1;
    disk.rename(unnamed, name(header.number()));
    if (rules.forcesNames()) {
      disk.forceNames();
    }
    return disk.open(name(header.number()));
  }

  /** Gives a segment a name under which it is none, durably. */
  void putAside(long number, String prefix) throws IOException {
    disk.rename(name(number), prefix + name(number));
    disk.forceNames();
  }

  /** Removes segments, the oldest first, each durably, so that no gap is ever found. */
  void drop(long number) throws IOException {
    disk.delete(name(number));
    disk.forceNames();
  }
}
