package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import minos.check.calls.Calls;
import minos.check.calls.ValueCalls;
import minos.check.calls.ValueSteps;

/**
 * Judges objects of one value of which each value is left by one call at most, none of them the
 * initial value: in linear time, whatever the concurrency (Gibbons and Korach, Testing Shared
 * Memories, 1997, with the zones of Golab, Li and Shah, 2011; here with swaps and unknown
 * outcomes).
 *
 * <p>A call of unknown outcome happened if somebody found what it left, and then may have done so
 * at any time after its invocation. If nobody did, it can be left out of every order that has it.
 *
 * <p>A value that was found by a swap passes to the one that the swap left, and to no other, since
 * it never comes back. So values form chains, each begun by a write, or initial. In an order that
 * explains all, the calls of a chain stand together: with another chain's between them, the value
 * would be gone. Let {@code t(i)} be the moment at which the i-th value of a chain is left. It is
 * after the invocations of the call that leaves it and of all that find the value before; it is
 * before the returns of that call and of all that find the value itself. With {@code t(i)} in
 * ascending order these are all conditions within a chain, and going from first to last shows
 * whether they can be met.
 *
 * <p>Let L be the first return in a chain, and E the last invocation. If L is before E, the object
 * certainly has the chain's values from L to E (a forward zone): two such zones must not overlap.
 * Else all calls of the chain are open from E to L (a backward zone) and can take effect together
 * at any moment in between that no forward zone covers; there is none only if one forward zone
 * covers it all. Conversely, if no two zones conflict, forward zones can be put in order by time,
 * and each backward zone at a free moment: an order that explains all.
 */
public final class Zones {
  private static final int NONE = -1;
  private static final int BEFORE_ALL = -1;

  private final Calls calls;
  private final int[] found;
  private final int[] left;
  private final int[] writer;
  private final int initial;

  /** For each value, a call that found it. */
  private final int[] proof;

  private final int[] swap;
  private final int[] firstFinder;
  private final int[] lastFinder;
  private final int[] zoneAt;
  private final List<Chain> chains = new ArrayList<>();
  private int limit;

  private Zones(ValueCalls values, int[] writer) {
    this.calls = values.calls();
    this.writer = writer;
    found = values.found();
    left = values.left();
    initial = values.initial();
    proof = new int[values.values()];
    swap = new int[values.values()];
    firstFinder = new int[values.values()];
    lastFinder = new int[values.values()];
    zoneAt = new int[calls.events().length];
  }

  /** Empty if some value is left more than once, or is there again. */
  public static Optional<Zones> of(ValueCalls values) {
    int[] left = values.left();
    int[] writer = new int[values.values()];
    Arrays.fill(writer, NONE);
    for (int call = 0; call < left.length; call++) {
      int value = left[call];
      if (value != ValueSteps.ANY) {
        if (value == values.initial() || writer[value] != NONE) {
          return Optional.empty();
        }
        writer[value] = call;
      }
    }
    return Optional.of(new Zones(values, writer));
  }

  /** Calls that contradict each other; empty if all is explained. */
  public Optional<BitSet> contradiction() {
    return contradiction(Calls.NEVER - 1);
  }

  /**
   * As far as an event: later ones are unseen.
   *
   * @param last the rank of the event
   */
  public Optional<BitSet> contradiction(int last) {
    limit = last;
    chains.clear();
    return unfounded().or(this::swappedTwice).or(this::misplaced).or(this::conflicting);
  }

  private int returned(int call) {
    return calls.returned()[call] <= limit ? calls.returned()[call] : Calls.NEVER;
  }

  private boolean happened(int call) {
    return returned(call) != Calls.NEVER
        || (left[call] != ValueSteps.ANY && proof[left[call]] != NONE);
  }

  /** Calls are in the order of their invocations. */
  private int seen() {
    int[] invoked = calls.invoked();
    if (invoked.length == 0 || invoked[invoked.length - 1] <= limit) {
      return invoked.length;
    }
    int at = Arrays.binarySearch(invoked, limit);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** Notes which values were found, and by whom; a value that nobody left yet contradicts. */
  private Optional<BitSet> unfounded() {
    Arrays.fill(proof, NONE);
    Arrays.fill(firstFinder, NONE);
    Arrays.fill(lastFinder, NONE);
    int seen = seen();
    for (int call = 0; call < seen; call++) {
      if (found[call] != ValueSteps.ANY && returned(call) != Calls.NEVER) {
        OptionalInt odd = found(call, seen);
        if (odd.isPresent()) {
          return Optional.of(core(odd.getAsInt()));
        }
      }
    }
    return Optional.empty();
  }

  /** The call, or one of unknown outcome that it proves, if it is the one that is unfounded. */
  private OptionalInt found(int finder, int seen) {
    int call = finder;
    while (true) {
      int value = found[call];
      if (left[call] == ValueSteps.ANY) {
        int first = firstFinder[value];
        firstFinder[value] = first == NONE || returned(call) < returned(first) ? call : first;
        lastFinder[value] = call;
      }
      boolean known = proof[value] != NONE;
      proof[value] = known ? proof[value] : call;
      int source = writer[value];
      if (value != initial && (source == NONE || source >= seen)) {
        return OptionalInt.of(finder);
      }
      boolean goesOn =
          !known
              && value != initial
              && returned(source) == Calls.NEVER
              && found[source] != ValueSteps.ANY;
      if (!goesOn) {
        return OptionalInt.empty();
      }
      call = source;
    }
  }

  private Optional<BitSet> swappedTwice() {
    Arrays.fill(swap, NONE);
    int seen = seen();
    for (int call = 0; call < seen; call++) {
      if (left[call] != ValueSteps.ANY && found[call] != ValueSteps.ANY && happened(call)) {
        int other = swap[found[call]];
        if (other != NONE) {
          return Optional.of(core(other, call));
        }
        swap[found[call]] = call;
      }
    }
    return Optional.empty();
  }

  /** Puts values in chains, and looks for contradictions within one. */
  private Optional<BitSet> misplaced() {
    int seen = seen();
    int inChains = 0;
    int swaps = 0;
    Optional<BitSet> misplaced = chain(initial, NONE);
    for (int call = 0; call < seen && misplaced.isEmpty(); call++) {
      if (left[call] != ValueSteps.ANY && happened(call)) {
        if (found[call] == ValueSteps.ANY) {
          misplaced = chain(left[call], call);
        } else {
          swaps++;
        }
      }
    }
    if (misplaced.isEmpty()) {
      for (Chain chain : chains) {
        inChains += (int) swaps(chain).count();
      }
      misplaced = swaps > inChains ? Optional.of(circle()) : Optional.empty();
    }
    return misplaced;
  }

  private Optional<BitSet> chain(int head, int begin) {
    int first = begin;
    int last = begin;
    int value = head;
    int leaver = begin;
    while (true) {
      if (leaver != NONE && returned(leaver) < invoked(last)) {
        return Optional.of(core(last, leaver));
      }
      int finder = firstFinder[value];
      if (finder != NONE && last != NONE && returned(finder) < invoked(last)) {
        return Optional.of(core(last, finder));
      }
      first = leaver == NONE ? first : earlier(first, leaver, begin);
      first = finder == NONE ? first : earlier(first, finder, begin);
      last = later(last, lastFinder[value]);
      if (swap[value] == NONE) {
        break;
      }
      leaver = swap[value];
      last = later(last, leaver);
      value = left[leaver];
    }
    chains.add(new Chain(head, value, first, last));
    return Optional.empty();
  }

  /** The initial chain began before all. */
  private int earlier(int first, int call, int begin) {
    return begin != NONE && returned(call) < returned(first) ? call : first;
  }

  private int later(int last, int call) {
    return call != NONE && invoked(call) > invoked(last) ? call : last;
  }

  private int invoked(int call) {
    return call == NONE ? BEFORE_ALL : calls.invoked()[call];
  }

  private IntStream swaps(Chain chain) {
    return IntStream.iterate(
            chain.head(), value -> value != chain.tail(), value -> left[swap[value]])
        .map(value -> swap[value]);
  }

  /** Swaps that only follow each other: each found what the one before it left. */
  private BitSet circle() {
    BitSet chained = new BitSet();
    for (Chain chain : chains) {
      swaps(chain).forEach(chained::set);
    }
    int call = 0;
    while (found[call] == ValueSteps.ANY
        || left[call] == ValueSteps.ANY
        || !happened(call)
        || chained.get(call)) {
      call++;
    }
    return core(call);
  }

  private int begin(Chain chain) {
    return chain.first() == NONE ? BEFORE_ALL : returned(chain.first());
  }

  private Optional<BitSet> conflicting() {
    Arrays.fill(zoneAt, NONE);
    for (int i = 1; i < chains.size(); i++) {
      zoneAt[Math.min(begin(chains.get(i)), invoked(chains.get(i).last()))] = i;
    }
    Chain forward = chains.getFirst();
    for (int rank = 0; rank < zoneAt.length; rank++) {
      if (zoneAt[rank] != NONE) {
        Chain chain = chains.get(zoneAt[rank]);
        int end = invoked(forward.last());
        boolean isForward = begin(chain) < invoked(chain.last());
        if (rank < end && (isForward || begin(chain) < end)) {
          return Optional.of(core(forward, chain));
        }
        if (isForward) {
          forward = chain;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * An order that explains all as far as an event by which nothing contradicts.
   *
   * @param last the rank of the event
   */
  public int[] order(int last) {
    if (contradiction(last).isPresent()) {
      throw new IllegalStateException("what contradicts itself has no order");
    }
    ChainOrder order = new ChainOrder(calls, found, left, writer.length, limit);
    for (Chain chain : chains) {
      order.begin(begin(chain), invoked(chain.last()));
      order.leave(chain.head() == initial ? NONE : writer[chain.head()], chain.head());
      swaps(chain).forEach(call -> order.leave(call, left[call]));
    }
    return order.order();
  }

  private BitSet core(Chain one, Chain other) {
    return core(one.first(), one.last(), other.first(), other.last());
  }

  private BitSet core(int... some) {
    return new Grounds(calls, found, left, writer, proof, limit).of(some);
  }

  /**
   * The values that could be there at an event, which no call of unknown outcome left in vain. All
   * before it is explained.
   *
   * @param call the one that returns at the event; not yet done
   */
  BitSet possible(int call) {
    if (contradiction(calls.returned()[call] - 1).isPresent()) {
      throw new IllegalStateException("what came before call " + call + " contradicts itself");
    }
    BitSet possible = last();
    addOpen(possible, call);
    return possible;
  }

  /** The calls of unknown outcome that happened, since somebody found what they left. */
  public BitSet proven() {
    BitSet proven = new BitSet();
    for (int call = 0; call < calls.size(); call++) {
      proven.set(call, calls.isCrashed(call) && happened(call));
    }
    return proven;
  }

  /** The values that may be there after all calls, of which none contradict. */
  public BitSet last() {
    return lastChains().tails();
  }

  private LastChains lastChains() {
    return new LastChains(chains, this::begin, chain -> invoked(chain.last()));
  }

  /**
   * Calls that nothing later can have to do with, so that without them the same is said of all that
   * is to come; of all calls, of which none contradict.
   *
   * @param rank of an event: from it on, calls may begin and return of which nothing is known yet
   */
  public BitSet past(int rank) {
    boolean[] over = lastChains().over(rank);
    return new ZonePast(calls, found, left, swap, chains).before(rank, over);
  }

  private void addOpen(BitSet possible, int refused) {
    int seen = seen();
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int call = 0; call < seen; call++) {
        if (left[call] != ValueSteps.ANY
            && call != refused
            && returned(call) == Calls.NEVER
            && !calls.isCrashed(call)
            && !possible.get(left[call])
            && proof[left[call]] == NONE
            && (found[call] == ValueSteps.ANY || possible.get(found[call]))) {
          possible.set(left[call]);
          changed = true;
        }
      }
    }
  }
}
