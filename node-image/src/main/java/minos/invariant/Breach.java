package minos.invariant;

/** A property of Raft that did not hold. */
public final class Breach extends AssertionError {
  public Breach(String property, String what) {
    super(property + ": " + what);
  }

  public static void unless(boolean holds, String property, Object... what) {
    if (!holds) {
      StringBuilder text = new StringBuilder();
      for (Object part : what) {
        text.append(part).append(' ');
      }
      throw new Breach(property, text.toString().strip());
    }
  }
}
