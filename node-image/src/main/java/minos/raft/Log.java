package minos.raft;

import java.util.ArrayList;
import java.util.List;

/**
 * The log in memory: contiguous from index 1, terms never fall. What is durable is another matter.
 */
final class Log {
  /** What an entry costs beside its payload, so that a batch of tiny entries is bounded too. */
  private static final int ENTRY_OVERHEAD_BYTES = 32;

  private final List<Entry> entries = new ArrayList<>();

  Log(List<Entry> durable) {
    durable.forEach(this::append);
  }

  long lastIndex() {
    return entries.size();
  }

  EntryId last() {
    return idAt(lastIndex());
  }

  /** The id of the entry at this index; {@link EntryId#NONE} at 0. */
  EntryId idAt(long index) {
    return index == 0 ? EntryId.NONE : at(index).id();
  }

  Entry at(long index) {
    Invariant.that(index >= 1, "log index from 1 on", index, 1);
    Invariant.that(index <= lastIndex(), "log index within the log", index, lastIndex());
    return entries.get((int) index - 1);
  }

  void append(Entry entry) {
    Invariant.that(
        entry.index() == lastIndex() + 1, "entry follows the last", entry.index(), lastIndex());
    Invariant.that(entry.term() >= last().term(), "terms never fall", entry.term(), last().term());
    entries.add(entry);
  }

  /** Drops the entry at this index and all after it. */
  void truncateFrom(long index) {
    Invariant.that(index >= 1, "truncation starts within the log", index, 1);
    Invariant.that(index <= lastIndex(), "truncation starts within the log", index, lastIndex());
    entries.subList((int) index - 1, entries.size()).clear();
  }

  /**
   * Entries from an index on.
   *
   * @param maxBytes of them together at most, but always one entry where there is one
   */
  List<Entry> from(long index, int maxBytes) {
    int end = (int) index - 1;
    long bytes = 0;
    while (end < entries.size()) {
      bytes += entries.get(end).payload().size() + ENTRY_OVERHEAD_BYTES;
      if (bytes > maxBytes && end >= index) {
        break;
      }
      end++;
    }
    return List.copyOf(entries.subList((int) index - 1, end));
  }

  /**
   * The index before the first entry of this term or a later one; terms never fall, so by halves.
   */
  long lastIndexBeforeTerm(long term) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).term() >= term) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
