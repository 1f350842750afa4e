package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
  public Calls calls() {
    return calls;
  }

  @Override
  public boolean observes() {
    return readings.reads().length > 0;
  }

  @Override
  public Optional<Clash> clash(int last) {
    List<Integer> reads = readings.shortestFirst(last);
    int[] firstFound = new int[readings.adders().length];
    Arrays.fill(firstFound, reads.size());
    int before = 0;
    for (int i = 0; i < reads.size(); i++) {
      int read = reads.get(i);
      if (readings.unfounded(read, last) != Readings.NONE) {
        return Optional.of(readings.unfoundedClash(read, last));
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
        return Optional.of(readings.apart(reads.get(i - 1), read));
      }
      before = readings.read()[read].length;
    }
    return inOrder(reads, firstFound, last);
  }

  @Override
  public int[] order(int last) {
    List<Integer> reads = readings.shortestFirst(last);
    int[] rank = ranksBySize(reads);
    int[] place = new int[calls.size()];
    Arrays.fill(place, NOBODY);
    int[] first = new int[readings.adders().length];
    Arrays.fill(first, NOBODY);
    for (int i = 0; i < rank.length; i++) {
      place[reads.get(i)] = 2 * rank[i] + 1;
      for (int element : readings.read()[reads.get(i)]) {
        if (first[element] == NOBODY) {
          first[element] = readings.adders()[element][0];
          place[first[element]] = 2 * rank[i];
        }
      }
    }
    List<Integer> again = new ArrayList<>();
    for (int call = 0; call < place.length; call++) {
      int element = readings.element()[call];
      if (element != Readings.NONE && place[call] == NOBODY && calls.returned()[call] <= last) {
        if (first[element] == NOBODY) {
          place[call] = 2 * rank.length;
        } else {
          again.add(call);
        }
      }
    }
    int[] placed = IntStream.range(0, place.length).filter(call -> place[call] >= 0).toArray();
    int[] others = again.stream().mapToInt(Integer::intValue).toArray();
    int[] after = IntStream.of(others).map(call -> first[readings.element()[call]]).toArray();
    int[] order = InTime.with(calls, InTime.sorted(placed, call -> place[call]), others, after);
    return InTime.with(calls, order, readings.silentReads(last));
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
