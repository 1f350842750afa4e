package minos.check.special;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.calls.Calls;

/**
 * Judges lists to which no value is appended twice, read as a whole, in time linear in what was
 * read but for sorting. (Elle takes the order of a list from its longest read as well: Kingsbury
 * and Alvaro, Elle, 2020.)
 *
 * <p>A list only grows at its end, so each read found the beginning of what any longer read found.
 * The longest read shows the order of the appends that it has found; a shorter one was between the
 * append of the last value it has found and the next; and whatever no read has found was appended
 * after all reads, in any order. So the order is known but for reads of the same length and appends
 * that nobody saw. Whether it is one in real time, {@link Sequence} tells. An append of unknown
 * outcome happened if somebody found its value; else it can be left out.
 */
public final class AppendOrder implements Special {
  private final Calls calls;
  private final Readings readings;

  private AppendOrder(Calls calls, Readings readings) {
    this.calls = calls;
    this.readings = readings;
  }

  /** Empty if some value is appended or read twice, or some call is not one of a list. */
  public static Optional<Special> of(Calls calls) {
    return Readings.of(calls, "append")
        .filter(readings -> Arrays.stream(readings.adders()).allMatch(adders -> adders.length <= 1))
        .map(readings -> new AppendOrder(calls, readings));
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
    for (int i = 0; i < reads.size(); i++) {
      int read = reads.get(i);
      if (readings.unfounded(read, last) != Readings.NONE) {
        return Optional.of(readings.unfoundedClash(read, last));
      }
      if (i > 0 && !begins(reads.get(i - 1), read)) {
        return Optional.of(readings.apart(reads.get(i - 1), read));
      }
    }
    return inOrder(reads, last);
  }

  private boolean begins(int shorter, int longer) {
    int[] begin = readings.read()[shorter];
    return Arrays.equals(begin, 0, begin.length, readings.read()[longer], 0, begin.length);
  }

  @Override
  public int[] order(int last) {
    List<Integer> reads = readings.shortestFirst(last);
    int[] longest = reads.isEmpty() ? new int[0] : readings.read()[reads.getLast()];
    int[] place = new int[calls.size()];
    Arrays.fill(place, NOBODY);
    for (int call = 0; call < place.length; call++) {
      boolean appends = readings.element()[call] != Readings.NONE;
      place[call] = appends && calls.returned()[call] <= last ? 2 * longest.length + 1 : NOBODY;
    }
    for (int read : reads) {
      place[read] = 2 * readings.read()[read].length;
    }
    for (int i = 0; i < longest.length; i++) {
      place[readings.adders()[longest[i]][0]] = 2 * i + 1;
    }
    int[] placed = IntStream.range(0, place.length).filter(call -> place[call] >= 0).toArray();
    return InTime.with(
        calls, InTime.sorted(placed, call -> place[call]), readings.silentReads(last));
  }

  /** A read of a length is at twice that place; the value that comes next, at the one after. */
  private Optional<Clash> inOrder(List<Integer> reads, int last) {
    int[] longest = reads.isEmpty() ? new int[0] : readings.read()[reads.getLast()];
    Sequence sequence = new Sequence(calls, 2 * longest.length + 2, last);
    for (int read : reads) {
      sequence.before(read, 2 * readings.read()[read].length);
      sequence.after(read, 2 * readings.read()[read].length);
    }
    boolean[] found = new boolean[readings.adders().length];
    for (int i = 0; i < longest.length; i++) {
      int adder = readings.adders()[longest[i]][0];
      found[longest[i]] = true;
      sequence.before(adder, 2 * i + 1);
      sequence.after(adder, 2 * i + 1);
    }
    for (int element = 0; element < found.length; element++) {
      if (!found[element] && readings.adders()[element].length > 0) {
        sequence.after(readings.adders()[element][0], 2 * longest.length + 1);
      }
    }
    return sequence.swapped().map(swapped -> readings.clash(swapped, reads.getLast()));
  }
}
