package minos.node.disk;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the damaged part of a log aside, and leaves the good part for the server to go on with. What
 * is lost may have been promised, so first of all it is written down, with the ballot, in which
 * term this was found: {@link minos.raft.StorageRules#mayVoteWith} says what that means. The term
 * also rises by one, so that a leader that still counts on the lost entries learns of it.
 *
 * <p>When the power fails before all is done, the next start finds the damage once more, or what
 * looks like a torn tail; either way the note is there already.
 */
final class Damaged {
  private static final int PIECE_BYTES = 1 << 20;

  private final Disk disk;
  private final Ballots ballots;

  Damaged(Disk disk, Ballots ballots) {
    this.disk = disk;
    this.ballots = ballots;
  }

  /**
   * @return under what name the damaged files now are to be found, with their old one after it
   */
  String putAside(LogReading.Outcome read, SortedMap<Long, String> names) throws IOException {
    long last = read.headers().isEmpty() ? 0 : read.headers().getLast().number();
    long oldest = ballots.latest().extent().oldest();
    String prefix = ballots.noteDamage(new Ballots.Extent(oldest, last, read.replay().batches()));
    SortedMap<Long, String> newestFirst = new TreeMap<>(Collections.reverseOrder());
    newestFirst.putAll(names.tailMap(last + 1));
    for (String name : newestFirst.values()) {
      disk.rename(name, prefix + name);
      disk.forceNames();
    }
    if (last > 0 && read.dirtyEnd() > read.goodEnd()) {
      String name = Segments.name(last);
      copy(name, prefix + name);
      clear(name, read.goodEnd(), read.dirtyEnd());
    }
    return prefix;
  }

  private void copy(String from, String to) throws IOException {
    try (Disk.File source = disk.open(from);
        Disk.File target = disk.open(to)) {
      for (long at = 0; at < source.size(); at += PIECE_BYTES) {
        target.write(at, source.read(at, (int) Math.min(PIECE_BYTES, source.size() - at)));
      }
      target.force();
    }
    disk.forceNames();
  }

  /** Fills a part of a segment with zeros, durably. */
  void clear(String name, long from, long to) throws IOException {
    try (Disk.File file = disk.open(name)) {
      for (long at = from; at < to; at += PIECE_BYTES) {
        file.write(at, new byte[(int) Math.min(PIECE_BYTES, to - at)]);
      }
      file.force();
    }
  }
}
