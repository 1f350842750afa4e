package minos.check.tally;

import java.math.BigInteger;
import java.util.List;
import minos.model.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a counter that began at 0, also of negative numbers, and reads of single nodes. A read
 * may lag behind, but finds no more than all adds that had begun come to, and no less than all that
 * take away. In the end each node, as {@code read-all} finds it, has the sum of all that are ok,
 * and of any of those in doubt.
 */
final class EventualCounter {
  private static final List<String> KNOWN = List.of("add", "read", Everywhere.READ_ALL);

  /** Sums further apart are not told from one another one by one. */
  private static final long SPAN_MAX = 1 << 22;

  private final Part part;
  private final Tally tally = new Tally();
  private long certain;
  private long most;
  private long least;

  /** What those in doubt may take away, in all. */
  private long doubtfulLeast;

  /** Bit n: some of those in doubt come to n more than the least. */
  private BigInteger doubtful = BigInteger.ONE;

  private EventualCounter(Part part) {
    this.part = part;
  }

  static Tally of(Part part) {
    EventualCounter counter = new EventualCounter(part);
    part.each("eventual-counter", KNOWN, counter::addInTheEnd);
    int last = -1;
    for (int event : part.events()) {
      int operation = event >> 1;
      boolean ends = (event & 1) == 1;
      if (part.f(operation).equals("add")) {
        counter.begin(operation, ends);
      } else if (ends && part.isOk(operation)) {
        last = part.f(operation).equals(Everywhere.READ_ALL) ? operation : last;
        counter.withinBounds(operation);
      }
    }
    counter.inTheEnd(last);
    return counter.tally;
  }

  private long added(int operation) {
    return Counter.added(part.f(operation), part.argument(operation)).orElseThrow();
  }

  private void addInTheEnd(int operation) {
    if (!part.f(operation).equals("add") || part.isFailed(operation)) {
      return;
    }
    long change = added(operation);
    if (part.isOk(operation)) {
      certain = Math.addExact(certain, change);
    } else {
      doubtfulLeast += Math.min(0, change);
      int steps = Math.toIntExact(Math.min(SPAN_MAX, Math.abs(change)));
      doubtful = doubtful.or(doubtful.shiftLeft(steps));
    }
  }

  private void begin(int add, boolean ends) {
    if (!ends && !part.isFailed(add)) {
      most = Math.addExact(most, Math.max(0, added(add)));
      least = Math.addExact(least, Math.min(0, added(add)));
    }
  }

  private void withinBounds(int read) {
    if (part.f(read).equals(Everywhere.READ_ALL)) {
      return;
    }
    long found = number(read, part.result(read));
    if (found < least || found > most) {
      wrong(
          read,
          "%s found %,d, but all adds that had begun come to %,d at least and %,d at most."
              .formatted(part.where(read), found, least, most));
    }
  }

  private void inTheEnd(int last) {
    if (last < 0) {
      tally.unsure("Nothing was judged: no read of all nodes completed in the end.");
      return;
    }
    for (Everywhere.Held held : Everywhere.held(part, last)) {
      long found = number(last, held.value());
      long above = found - certain - doubtfulLeast;
      if (above < 0 || above >= doubtful.bitLength() || !doubtful.testBit((int) above)) {
        wrong(
            last,
            "%s has %,d in the end, but what was added for certain comes to %,d%s."
                .formatted(held.node(), found, certain, inDoubt()));
      }
    }
  }

  private String inDoubt() {
    return doubtful.equals(BigInteger.ONE)
        ? ""
        : ", and with what is in doubt to %,d at least and %,d at most"
            .formatted(certain + doubtfulLeast, certain + doubtfulLeast + doubtful.bitLength() - 1);
  }

  private long number(int read, @Nullable Object found) {
    if (found instanceof Long number) {
      return number;
    }
    throw part.wrong(read, "a counter is a whole number, not " + found);
  }

  private void wrong(int read, String sentence) {
    tally.wrong(sentence, part.operation(read), List.of(part.operation(read)));
  }
}
