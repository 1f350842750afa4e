package minos.check.special;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Which chains of values may be the last when all calls have returned. If one is, then as if
 * somebody found its value after all: its zone goes on from its first return for ever, and all
 * others have to begin before that, whatever their kind. Calls of unknown outcome that nobody needs
 * are left for later.
 *
 * @param firstReturn of a chain; before all for that of the initial value
 * @param lastBegin of a chain; before all where nothing was called
 */
record LastChains(
    List<Chain> chains, ToIntFunction<Chain> firstReturn, ToIntFunction<Chain> lastBegin) {
  private static final int BEFORE_ALL = -1;

  /** The values that they leave. */
  BitSet tails() {
    int latest = BEFORE_ALL;
    int second = BEFORE_ALL;
    for (Chain chain : chains) {
      second = Math.max(second, Math.min(latest, lastBegin.applyAsInt(chain)));
      latest = Math.max(latest, lastBegin.applyAsInt(chain));
    }
    BitSet tails = new BitSet();
    for (Chain chain : chains) {
      int others = lastBegin.applyAsInt(chain) == latest ? second : latest;
      boolean isAlone = firstReturn.applyAsInt(chain) == BEFORE_ALL && chains.size() == 1;
      if (firstReturn.applyAsInt(chain) > others || isAlone) {
        tails.set(chain.tail());
      }
    }
    return tails;
  }

  /**
   * Chains that no later call may go on, since another one has begun after their first return and
   * returned before an event. Such a chain, if all its calls have returned by then, can be left
   * out: whatever goes on with it later contradicts the chain of them all that begins last, which
   * stays. That one goes on without contradicting any that is left out, since it has begun after
   * their first returns already.
   *
   * @param rank of the event
   */
  boolean[] over(int rank) {
    int latest = BEFORE_ALL;
    for (Chain chain : chains) {
      if (firstReturn.applyAsInt(chain) < rank) {
        latest = Math.max(latest, lastBegin.applyAsInt(chain));
      }
    }
    boolean[] over = new boolean[chains.size()];
    for (int i = 0; i < over.length; i++) {
      boolean isLatest = lastBegin.applyAsInt(chains.get(i)) == latest;
      over[i] = !isLatest && latest > firstReturn.applyAsInt(chains.get(i));
    }
    return over;
  }
}
