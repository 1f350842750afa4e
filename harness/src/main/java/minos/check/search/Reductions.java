package minos.check.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes searches small, each of which can be left out to see what it buys. The answer is the
 * same.
 *
 * @param glance whether of few calls all orders are followed at first, as long as they are few
 * @param depthFirst whether one order is looked for before all are followed
 * @param settling whether a write settles those that are open
 * @param eagerReads whether reads are done as soon as they are legal
 * @param twins whether calls of one kind are interchangeable
 * @param dominance whether configurations that have used more are left out
 * @param uselessCrashes whether calls of unknown outcome that help nobody are left out
 */
public record Reductions(
    boolean glance,
    boolean depthFirst,
    boolean settling,
    boolean eagerReads,
    boolean twins,
    boolean dominance,
    boolean uselessCrashes) {
  public static final Reductions ALL = new Reductions(true, true, true, true, true, true, true);
  public static final Reductions NONE =
      new Reductions(false, false, false, false, false, false, false);

  /** All but one, by the name of that one. */
  public static Map<String, Reductions> allButOne() {
    Map<String, Reductions> ways = new LinkedHashMap<>();
    ways.put("glance", new Reductions(false, true, true, true, true, true, true));
    ways.put("search in depth", new Reductions(true, false, true, true, true, true, true));
    ways.put("settling of writes", new Reductions(true, true, false, true, true, true, true));
    ways.put("eager reads", new Reductions(true, true, true, false, true, true, true));
    ways.put("twins", new Reductions(true, true, true, true, false, true, true));
    ways.put("dominance", new Reductions(true, true, true, true, true, false, true));
    ways.put("leaving out of crashes", new Reductions(true, true, true, true, true, true, false));
    return ways;
  }

  /** The same, and no glance. */
  public Reductions withoutGlance() {
    return new Reductions(
        false, depthFirst, settling, eagerReads, twins, dominance, uselessCrashes);
  }
}
