package minos.check.special;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Which chains of values may be the last when all calls have returned. If one is, then as if
 * somebody found its value after all: its zone goes on from its first return for ever, and all
 * others have to begin before that, whatever their kind. Calls of unknown outcome that nobody needs
 * are left for later.
 */
final class LastChains {
  private static final int BEFORE_ALL = -1;

  private LastChains() {}

  /**
   * The values that they leave.
   *
   * @param firstReturn of a chain; before all for that of the initial value
   * @param lastBegin of a chain; before all where nothing was called
   */
  static BitSet tails(
      List<Chain> chains, ToIntFunction<Chain> firstReturn, ToIntFunction<Chain> lastBegin) {
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
}
