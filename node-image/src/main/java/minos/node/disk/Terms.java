package minos.node.disk;

import java.util.NavigableMap;
import java.util.TreeMap;
import minos.raft.EntryId;

/** Which entries a log holds, by the first index of each run of entries of one term. */
final class Terms {
  private final NavigableMap<Long, Long> runs = new TreeMap<>();
  private long lastIndex;

  /** A log that goes on after this entry. */
  Terms(EntryId base) {
    startAfter(base);
  }

  void startAfter(EntryId base) {
    runs.clear();
    runs.put(base.index(), base.term());
    lastIndex = base.index();
  }

  void append(long index, long term) {
    if (runs.lastEntry().getValue() != term) {
      runs.put(index, term);
    }
    lastIndex = index;
  }

  void truncateFrom(long index) {
    runs.tailMap(index, true).clear();
    lastIndex = index - 1;
  }

  EntryId last() {
    return new EntryId(runs.floorEntry(lastIndex).getValue(), lastIndex);
  }
}
