package minos.check.special;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import minos.check.calls.Calls;

/**
 * Judges sets from which nothing is removed, read as a whole, in time linear in what was read but
 * for sorting.
 *
 * <p>The set only grows, so of any two reads one must have found all that the other one did, and
 * the smaller one was there first. With reads in the order of their sizes, all that one has found
 * more than the one before it was added between them, and what no read has found was added after
 * all of them. So the order is known but for additions between the same two reads, and reads of the
 * same set; these can be put in any order among themselves. Whether it is one in real time, {@link
 * Sequence} tells.
 *
 * <p>If an element is added several times, one addition counts, and the others change nothing if
 * they come later: the one that began first can be taken as the one that counts, and all are after
 * the reads that do not have it. An addition of unknown outcome happened if somebody found the
 * element that nobody else added; if nobody did, it can be left out.
 */
public final class GrowingSet implements Special {
  private final Calls calls;
  private final Readings readings;

  private GrowingSet(Calls calls, Readings readings) {
    this.calls = calls;
    this.readings = readings;
  }

  /** Empty if some call is not one of such a set, or reads what is no set. */
  public static Optional<Special> of(Calls calls) {
    return Readings.of(calls, "add").map(readings -> new GrowingSet(calls, readings));
  }

  @Override
  public boolean observes() {
    return readings.reads().length > 0;
  }

  @Override
  public Optional<Clash> clash(int last) {
    List<Integer> reads = readings.shortestFirst(last);
    int[] firstFound = new int[readings.adders().length];
    java.util.Arrays.fill(firstFound, reads.size());
    int before = 0;
    for (int i = 0; i < reads.size(); i++) {
      int read = reads.get(i);
      if (readings.unfounded(read, last) != Readings.NONE) {
        return Optional.of(unfounded(read, last));
      }
      int known = 0;
      for (int element : readings.read()[read]) {
        if (firstFound[element] < i) {
          known++;
        } else {
          firstFound[element] = i;
        }
      }
      if (known < before) {
        return Optional.of(apart(reads.get(i - 1), read));
      }
      before = readings.read()[read].length;
    }
    return inOrder(reads, firstFound, last);
  }

  private Clash unfounded(int read, int last) {
    int element = readings.unfounded(read, last);
    int[] adders = readings.adders()[element];
    return adders.length == 0
        ? Clash.of(readings.said(read) + ", but nobody ever added all of that.", read)
        : Clash.of(
            "%s, but part of it was added only later: %s."
                .formatted(readings.said(read), readings.said(adders[0])),
            read,
            adders[0]);
  }

  private Clash apart(int smaller, int larger) {
    BitSet core = new BitSet();
    core.set(smaller);
    core.set(larger);
    core.set(readings.adders()[readings.missing(smaller, larger)][0]);
    core.set(readings.adders()[readings.missing(larger, smaller)][0]);
    return new Clash(
        core,
        "%s, and %s: each has something that the other one misses."
            .formatted(readings.said(smaller), readings.said(larger)));
  }

  /**
   * Each read is at an odd place; what it has found more than the one before, at the one before.
   */
  private Optional<Clash> inOrder(List<Integer> reads, int[] firstFound, int last) {
    int[] rank = ranksBySize(reads);
    Sequence sequence = new Sequence(calls, 2 * reads.size() + 2, last);
    for (int i = 0; i < reads.size(); i++) {
      sequence.before(reads.get(i), 2 * rank[i] + 1);
      sequence.after(reads.get(i), 2 * rank[i] + 1);
    }
    for (int element = 0; element < firstFound.length; element++) {
      int[] adders = readings.adders()[element];
      boolean found = firstFound[element] < reads.size();
      int place = found ? 2 * rank[firstFound[element]] : 2 * reads.size();
      for (int adder : adders) {
        sequence.after(adder, place);
      }
      if (found) {
        sequence.before(adders[0], place);
      }
    }
    return sequence
        .swapped()
        .map(swapped -> {
          boolean adds = readings.element()[swapped.early()] != Readings.NONE;
          int witness = adds ? firstFound[readings.element()[swapped.early()]] : 0;
          return readings.clash(swapped, reads.get(witness));
        });
  }

  /** Reads of the same set have the place of the first of them. */
  private int[] ranksBySize(List<Integer> reads) {
    int[] rank = new int[reads.size()];
    for (int i = 1; i < rank.length; i++) {
      int size = readings.read()[reads.get(i)].length;
      rank[i] = size == readings.read()[reads.get(i - 1)].length ? rank[i - 1] : i;
    }
    return rank;
  }
}
