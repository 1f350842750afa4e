package minos.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.raft.Durable;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.SnapshotMark;

/** What the oracle knows to be in a server's log, and where that begins. */
final class KnownLog {
  /**
   * A membership and where it stands.
   *
   * @param index 0 for the one that the server began with
   */
  private record Standing(long index, Membership membership) {}

  private final List<Entry> entries;
  private final List<Standing> memberships = new ArrayList<>();

  /** The last entry that is gone. */
  private EntryId base;

  /** A log that begins in the middle loses its first entry to tell where it begins. */
  KnownLog(Durable durable, Membership initial) {
    EntryId snapshot = durable.snapshot().map(SnapshotMark::last).orElse(EntryId.NONE);
    memberships.add(
        new Standing(
            snapshot.index(), durable.snapshot().map(SnapshotMark::membership).orElse(initial)));
    entries = new ArrayList<>(durable.log());
    entries.stream().filter(entry -> entry.index() > snapshot.index()).forEach(this::note);
    long first = entries.isEmpty() ? snapshot.index() + 1 : entries.getFirst().index();
    if (first == 1) {
      base = EntryId.NONE;
    } else if (first == snapshot.index() + 1) {
      base = snapshot;
    } else {
      base = entries.removeFirst().id();
    }
  }

  private void note(Entry entry) {
    if (entry.kind() == Entry.Kind.MEMBERSHIP) {
      memberships.add(new Standing(entry.index(), Electorates.decode(entry)));
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

  /** The latest membership in this log, committed or not. */
  Membership membership() {
    return memberships.getLast().membership();
  }

  long membershipIndex() {
    return memberships.getLast().index();
  }

  /** Since when a server has belonged to the members without a break, as far as is known. */
  long joinedAt(NodeId server) {
    long joined = memberships.getLast().index();
    for (Standing standing : memberships.reversed()) {
      if (!standing.membership().members().containsKey(server)) {
        break;
      }
      joined = standing.index();
    }
    return joined;
  }

  void add(Entry entry) {
    entries.add(entry);
    note(entry);
  }

  void truncateFrom(long index) {
    Breach.unless(index > base.index(), "Log", "cut at", index, "before", base);
    entries.subList((int) (index - base.index()) - 1, entries.size()).clear();
    while (memberships.size() > 1 && memberships.getLast().index() >= index) {
      memberships.removeLast();
    }
  }

  void compactTo(EntryId upTo) {
    Breach.unless(holds(upTo), "Compaction", "up to", upTo, "which is not there");
    entries.subList(0, (int) (upTo.index() - base.index())).clear();
    base = upTo;
  }

  /** A snapshot has taken the place of the whole log. */
  void reset(EntryId at, Membership membership) {
    entries.clear();
    base = at;
    memberships.clear();
    memberships.add(new Standing(at.index(), membership));
  }

  /** Whether this entry is here, or went with a snapshot. */
  boolean holds(EntryId id) {
    return id.index() < base.index() || id.equals(base) || idAt(id.index()).equals(Optional.of(id));
  }

  /** The id of the entry here at this index. */
  Optional<EntryId> idAt(long index) {
    long at = index - base.index() - 1;
    return at >= 0 && at < entries.size()
        ? Optional.of(entries.get((int) at).id())
        : Optional.empty();
  }
}
