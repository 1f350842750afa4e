package minos.node.disk;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far back the records of each segment cut off what was before them. A log can begin with a
 * segment only if the entry that stands before it, its base, was never cut off again.
 */
final class Cuts {
  /** The lowest index that any cut of a segment begins at, by the segment's number. */
  private final NavigableMap<Long, Long> lowest = new TreeMap<>();

  /** A record in this segment cuts off all entries from this index on. */
  void add(long segment, long index) {
    lowest.merge(segment, index, Math::min);
  }

  /** The segments before this one are gone. */
  void forgetBefore(long segment) {
    lowest.headMap(segment).clear();
  }

  /** Whether nothing, in this segment or later ones, cuts off the entry before it. */
  boolean leaveBaseOf(SegmentHeader segment) {
    long base = segment.base().index();
    return lowest.tailMap(segment.number()).values().stream().allMatch(cut -> cut > base);
  }
}
