package minos.sim;

/** A program ends its own process at this point, as it was told to: no failure of it. */
public final class SimHalted extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param where in words, for the node's log
   */
  public SimHalted(String where) {
    super(where);
  }
}
