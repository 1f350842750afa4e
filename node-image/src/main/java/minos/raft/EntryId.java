package minos.raft;

import java.util.Comparator;

/**
 * Where an entry stands: the term of the leader that made it, and its index in the log.
 *
 * @param term from 1 on; 0 only in {@link #NONE}
 * @param index from 1 on; 0 only in {@link #NONE}
 */
public record EntryId(long term, long index) implements Comparable<EntryId> {
  /** The place before the first entry. */
  public static final EntryId NONE = new EntryId(0, 0);

  private static final Comparator<EntryId> LOG_ORDER =
      Comparator.comparingLong(EntryId::term).thenComparingLong(EntryId::index);

  /** "The log whose last entry has the later term is more up-to-date; then the longer" (§5.4.1). */
  @Override
  public int compareTo(EntryId other) {
    return LOG_ORDER.compare(this, other);
  }
}
