package minos.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log in memory: contiguous after its base, terms never fall. What is durable is another
 * matter.
 */
final class Log {
  /** What an entry costs beside its payload, so that a batch of tiny entries is bounded too. */
  private static final int ENTRY_OVERHEAD_BYTES = 32;

  private final List<Entry> entries = new ArrayList<>();

  /** The last entry that is not here any more: a snapshot has replaced it and all before. */
  private EntryId base;

  /**
   * @param durable begins at index 1, or no later than right after the snapshot
   */
  Log(Optional<EntryId> snapshot, List<Entry> durable) {
    long first = durable.isEmpty() ? Long.MAX_VALUE : durable.getFirst().index();
    EntryId last = snapshot.orElse(EntryId.NONE);
    Invariant.that(
        durable.isEmpty() || first <= last.index() + 1,
        "the log begins where the snapshot ends",
        first,
        last.index());
    if (first == 1) {
      base = EntryId.NONE;
      durable.forEach(this::append);
    } else if (first > last.index()) {
      base = last;
      durable.forEach(this::append);
    } else {
      base = durable.getFirst().id(); // the entry before the first would be the base, but is gone
      durable.stream().skip(1).forEach(this::append);
    }
    Invariant.that(
        last.index() == 0 || holds(last), "the log goes on where the snapshot ends: " + last);
  }

  static long weight(Entry entry) {
    return (long) entry.payload().size() + ENTRY_OVERHEAD_BYTES;
  }

  /** The last entry that a snapshot has replaced; {@link EntryId#NONE} where none was. */
  EntryId base() {
    return base;
  }

  long lastIndex() {
    return base.index() + entries.size();
  }

  EntryId last() {
    return idAt(lastIndex());
  }

  /** The id of the entry at this index, from the base on. */
  EntryId idAt(long index) {
    return index == base.index() ? base : at(index).id();
  }

  Entry at(long index) {
    Invariant.that(index > base.index(), "log index after the base", index, base.index());
    Invariant.that(index <= lastIndex(), "log index within the log", index, lastIndex());
    return entries.get(slot(index));
  }

  private int slot(long index) {
    return (int) (index - base.index()) - 1;
  }

  /** Whether this very entry is here, or was the last to go. */
  boolean holds(EntryId id) {
    return id.index() >= base.index() && id.index() <= lastIndex() && idAt(id.index()).equals(id);
  }

  void append(Entry entry) {
    Invariant.that(
        entry.index() == lastIndex() + 1, "entry follows the last", entry.index(), lastIndex());
    Invariant.that(entry.term() >= last().term(), "terms never fall", entry.term(), last().term());
    entries.add(entry);
  }

  /** Drops the entry at this index and all after it. */
  void truncateFrom(long index) {
    Invariant.that(
        index > base.index(), "truncation starts within the log", index, base.index() + 1);
    Invariant.that(index <= lastIndex(), "truncation starts within the log", index, lastIndex());
    entries.subList(slot(index), entries.size()).clear();
  }

  /** Forgets this entry and all before it: a snapshot has replaced them. */
  void compactTo(long index) {
    EntryId last = idAt(index);
    entries.subList(0, slot(index) + 1).clear();
    base = last;
  }

  /**
   * Puts a snapshot in the place of the log.
   *
   * @param keepsRest whether entries after the snapshot's last stay, if there are any
   */
  void replaceBy(EntryId snapshot, boolean keepsRest) {
    Invariant.that(
        snapshot.index() > base.index(), "a base goes forward", snapshot.index(), base.index());
    int gone = keepsRest ? Math.min(slot(snapshot.index()) + 1, entries.size()) : entries.size();
    entries.subList(0, gone).clear();
    base = snapshot;
  }

  /** The first entry, at or before this index, after which as much of the log as this stands. */
  long tailBefore(long index, long bytes) {
    long start = index;
    long weight = 0;
    while (start > base.index()) {
      weight += weight(at(start));
      if (weight > bytes) {
        return start;
      }
      start--;
    }
    return start;
  }

  /**
   * Entries from an index on.
   *
   * @param maxBytes of them together at most, but always one entry where there is one
   */
  List<Entry> from(long index, int maxBytes) {
    int start = slot(index);
    int end = start;
    long bytes = 0;
    while (end < entries.size()) {
      bytes += weight(entries.get(end));
      if (bytes > maxBytes && end > start) {
        break;
      }
      end++;
    }
    return List.copyOf(entries.subList(start, end));
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
    return base.index() + low;
  }
}
