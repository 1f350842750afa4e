package minos.check.search;

/**
 * What makes searches small, each of which can be left out to see what it buys. The answer is the
 * same.
 *
 * @param depthFirst whether one order is looked for before all are followed
 * @param settling whether a write settles those that are open
 * @param eagerReads whether reads are done as soon as they are legal
 * @param twins whether calls of one kind are interchangeable
 * @param dominance whether configurations that have used more are left out
 * @param uselessCrashes whether calls of unknown outcome that help nobody are left out
 */
public record Reductions(
    boolean depthFirst,
    boolean settling,
    boolean eagerReads,
    boolean twins,
    boolean dominance,
    boolean uselessCrashes) {
  public static final Reductions ALL = new Reductions(true, true, true, true, true, true);
}
