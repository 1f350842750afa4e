package minos.raft.cluster;

import java.util.ArrayList;
import java.util.List;
import minos.raft.Durable;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.SnapshotMark;

/** What the oracle knows to be in a server's log, and where that begins. */
final class KnownLog {
  private final List<Entry> entries;

  /** The last entry that is gone. */
  private EntryId base;

  /** A log that begins in the middle loses its first entry to tell where it begins. */
  KnownLog(Durable durable) {
    EntryId snapshot = durable.snapshot().map(SnapshotMark::last).orElse(EntryId.NONE);
    entries = new ArrayList<>(durable.log());
    long first = entries.isEmpty() ? snapshot.index() + 1 : entries.getFirst().index();
    if (first == 1) {
      base = EntryId.NONE;
    } else if (first == snapshot.index() + 1) {
      base = snapshot;
    } else {
      base = entries.removeFirst().id();
    }
  }

  EntryId base() {
    return base;
  }

  long lastIndex() {
    return base.index() + entries.size();
  }

  EntryId last() {
    return entries.isEmpty() ? base : entries.getLast().id();
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  void truncateFrom(long index) {
    Breach.unless(index > base.index(), "Log", "cut at", index, "before", base);
    entries.subList((int) (index - base.index()) - 1, entries.size()).clear();
  }

  void compactTo(EntryId upTo) {
    Breach.unless(holds(upTo), "Compaction", "up to", upTo, "which is not there");
    entries.subList(0, (int) (upTo.index() - base.index())).clear();
    base = upTo;
  }

  void reset(EntryId at) {
    entries.clear();
    base = at;
  }

  /** Whether this entry is here, or went with a snapshot. */
  boolean holds(EntryId id) {
    return id.index() < base.index() || id.equals(base) || isAt(id);
  }

  private boolean isAt(EntryId id) {
    long at = id.index() - base.index() - 1;
    return at >= 0 && at < entries.size() && entries.get((int) at).id().equals(id);
  }
}
